import Accounts

/// `PATCH /users/me`: what is absent stays.
struct NamespacedChangesMessage: RequestMessage {
    static let fields: [any FieldDeclaration] = [
        NativeFields.email, NativeFields.fullName, NamespacedFields.avatarURL, NativeFields.extra,
        NativeFields.currentPassword,
    ]

    static let examples: [String: JSONValue] = ["The profile": ["full_name": "Y. Young", "extra": ["timezone": "UTC"]]]

    let changes: AccountChanges

    init(_ values: FieldValues) {
        var changes = AccountChanges()
        changes.email = values.change(NativeFields.email)
        changes.fullName = values.change(NativeFields.fullName)
        changes.avatar = values.change(NamespacedFields.avatarURL)
        changes.extra = values.change(NativeFields.extra)
        changes.currentPassword = values[NativeFields.currentPassword]
        self.changes = changes
    }
}
