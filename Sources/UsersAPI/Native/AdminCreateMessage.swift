import Accounts

/// `POST /api/v1/admin/users`.
struct AdminCreateMessage: RequestMessage {
    static let fields: [any FieldDeclaration] =
        [
            AccountFields.email.required, AccountFields.username.required, AccountFields.password,
            AccountFields.namespace,
        ] + AccountFields.profile + AccountFields.standing

    static let examples: [String: JSONValue] = [
        "An invitation": ["email": "jane@example.com", "username": "Jane"],
        "A colleague": [
            "email": "jane@example.com", "username": "Jane", "password": "correct horse battery staple",
            "permissions": ["can.manage_users"],
        ],
    ]

    let account: NewAccount

    init(_ values: FieldValues) throws(AccountError) {
        account = NewAccount(
            namespace: values[AccountFields.namespace], email: try values.required(AccountFields.email),
            username: try values.required(AccountFields.username), password: values[AccountFields.password],
            changes: AccountChanges(values, of: AccountFields.profile + AccountFields.standing))
    }
}
