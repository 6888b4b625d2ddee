import Accounts

/// `POST /auth/register`.
struct NamespacedRegisterMessage: RequestMessage {
    static let fields: [any FieldDeclaration] =
        [
            NamespacedFields.namespace, NamespacedFields.username.required, AccountFields.password.required,
            NamespacedFields.email,
        ] + NamespacedFields.profile

    static let examples: [String: JSONValue] = [
        "A user of app-x": [
            "namespace": "app-x", "username": "y", "password": "supersecret123", "email": "y@example.com",
            "extra": ["role": "admin", "timezone": "UTC"],
        ]
    ]

    let account: NewAccount

    init(_ values: FieldValues) throws(AccountError) {
        var draft = NewAccount(
            namespace: values[NamespacedFields.namespace], email: values[NamespacedFields.email],
            username: try values.required(NamespacedFields.username),
            password: try values.required(AccountFields.password),
            changes: AccountChanges(values, of: NamespacedFields.profile))
        draft.logsInByUsername = true
        account = draft
    }
}
