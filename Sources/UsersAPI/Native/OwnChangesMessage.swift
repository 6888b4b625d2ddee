import Accounts

/// `PUT` and `PATCH /api/v1/users/me`: what is absent stays.
struct OwnChangesMessage: RequestMessage {
    static let fields: [any FieldDeclaration] =
        [NativeFields.email, NativeFields.username, NativeFields.password, NativeFields.currentPassword]
        + NativeFields.profile

    static let examples: [String: JSONValue] = [
        "A new password": [
            "password": "a better horse battery staple", "current_password": "correct horse battery staple",
        ],
        "The profile": ["display_name": "Jane D.", "locale": "fr_FR", "marketing_opt_in": true, "full_name": .null],
    ]

    let changes: AccountChanges

    init(_ values: FieldValues) {
        var changes = AccountChanges()
        changes.email = values.change(NativeFields.email)
        changes.username = values.change(NativeFields.username)
        changes.password = values.change(NativeFields.password)
        changes.currentPassword = values[NativeFields.currentPassword]
        changes.readProfile(values)
        self.changes = changes
    }
}
