import Accounts

/// `PATCH /users/{id}`: what is absent stays.
struct ProfileChangesMessage: RequestMessage {
    static let fields: [any FieldDeclaration] =
        ProfileFields.profile + [ProfileFields.email, NativeFields.currentPassword]

    static let examples: [String: JSONValue] = [
        "The profile": [
            "display_name": "Jane Doe", "full_name": "Jane Dominique", "locale": "fr_FR", "marketing_opt_in": true,
        ]
    ]

    let changes: AccountChanges

    init(_ values: FieldValues) {
        var changes = AccountChanges(profile: values)
        changes.email = values.change(ProfileFields.email)
        changes.currentPassword = values[NativeFields.currentPassword]
        self.changes = changes
    }
}
