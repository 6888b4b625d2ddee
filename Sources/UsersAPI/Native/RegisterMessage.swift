import Accounts

/// `POST /api/v1/auth/register`.
struct RegisterMessage: RequestMessage {
    static let fields: [any FieldDeclaration] = [
        AccountFields.email.required, AccountFields.username.required, AccountFields.password.required,
        AccountFields.namespace,
    ]

    static let examples: [String: JSONValue] = [
        "A person": ["email": "jane@example.com", "username": "Jane", "password": "correct horse battery staple"]
    ]

    let account: NewAccount

    init(_ values: FieldValues) throws(AccountError) {
        account = NewAccount(
            namespace: values[AccountFields.namespace], email: try values.required(AccountFields.email),
            username: try values.required(AccountFields.username),
            password: try values.required(AccountFields.password))
    }
}
