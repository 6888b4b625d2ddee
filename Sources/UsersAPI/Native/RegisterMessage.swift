import Accounts

/// `POST /api/v1/auth/register`.
struct RegisterMessage: RequestMessage {
    static let fields: [any FieldDeclaration] = [
        NativeFields.email.required, NativeFields.username.required, NativeFields.password.required,
        NativeFields.namespace,
    ]

    static let examples: [String: JSONValue] = [
        "A person": ["email": "jane@example.com", "username": "Jane", "password": "correct horse battery staple"]
    ]

    let account: NewAccount

    init(_ values: FieldValues) throws(AccountError) {
        account = NewAccount(
            namespace: values[NativeFields.namespace], email: try values.required(NativeFields.email),
            username: try values.required(NativeFields.username),
            password: try values.required(NativeFields.password))
    }
}
