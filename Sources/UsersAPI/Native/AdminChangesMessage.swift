import Accounts

/// `PUT` and `PATCH /api/v1/admin/users/{id}`: what is absent stays.
struct AdminChangesMessage: ChangesMessage {
    static let fields: [any FieldDeclaration] =
        [AccountFields.email, AccountFields.username, AccountFields.password] + AccountFields.profile
        + AccountFields.standing

    static let examples: [String: JSONValue] = [
        "A new name": ["username": "Jane D."],
        "Disabling": ["is_active": false],
    ]

    let changes: AccountChanges
}
