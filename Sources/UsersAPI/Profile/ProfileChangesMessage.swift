import Accounts

/// `PATCH /users/{id}`: what is absent stays.
struct ProfileChangesMessage: ChangesMessage {
    static let fields: [any FieldDeclaration] =
        ProfileFields.profile(displayName: "Jane Doe") + [AccountFields.email, AccountFields.currentPassword]

    static let examples: [String: JSONValue] = [
        "The profile": [
            "display_name": "Jane Doe", "full_name": "Jane Dominique", "locale": "fr_FR", "marketing_opt_in": true,
        ]
    ]

    let changes: AccountChanges
}
