import Accounts

/// `PATCH /users/me`: what is absent stays.
struct NamespacedChangesMessage: ChangesMessage {
    static let fields: [any FieldDeclaration] =
        [AccountFields.email] + NamespacedFields.profile + [AccountFields.currentPassword]

    static let examples: [String: JSONValue] = ["The profile": ["full_name": "Y. Young", "extra": ["timezone": "UTC"]]]

    let changes: AccountChanges
}
