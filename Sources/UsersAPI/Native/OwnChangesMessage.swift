import Accounts

/// `PUT` and `PATCH /api/v1/users/me`: what is absent stays.
struct OwnChangesMessage: RequestMessage {
    static let fields: [any FieldDeclaration] =
        [NativeFields.email, NativeFields.username, NativeFields.password, NativeFields.currentPassword]
        + NativeFields.profile

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
