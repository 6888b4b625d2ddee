import Accounts

/// `PUT` and `PATCH /api/v1/users/me`: what is absent stays.
struct OwnChangesMessage: ChangesMessage {
    static let fields: [any FieldDeclaration] =
        [AccountFields.email, AccountFields.username, AccountFields.password, AccountFields.currentPassword]
        + AccountFields.profile

    static let examples: [String: JSONValue] = [
        "A new password": [
            "password": "a better horse battery staple", "current_password": "correct horse battery staple",
        ],
        "The profile": ["display_name": "Jane D.", "locale": "fr_FR", "marketing_opt_in": true, "full_name": .null],
    ]

    let changes: AccountChanges
}
