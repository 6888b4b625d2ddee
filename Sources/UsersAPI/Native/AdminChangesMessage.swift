import Accounts

/// `PUT` and `PATCH /api/v1/admin/users/{id}`: what is absent stays.
struct AdminChangesMessage: RequestMessage {
    static let fields: [any FieldDeclaration] =
        [NativeFields.email, NativeFields.username, NativeFields.password] + NativeFields.profile
        + NativeFields.standing

    static let examples: [String: JSONValue] = [
        "A new name": ["username": "Jane D."],
        "Disabling": ["is_active": false],
    ]

    let changes: AccountChanges

    init(_ values: FieldValues) {
        var changes = AccountChanges()
        changes.email = values.change(NativeFields.email)
        changes.username = values.change(NativeFields.username)
        changes.password = values.change(NativeFields.password)
        changes.readProfile(values)
        changes.readStanding(values)
        self.changes = changes
    }
}
