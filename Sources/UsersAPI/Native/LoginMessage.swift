import Accounts

/// `POST /api/v1/auth/login`: `email` or `username`, either of which takes any identifier.
struct LoginMessage: RequestMessage {
    private static let email = Field.string("email", example: "jane@example.com")
    private static let username = Field.string("username")
    private static let password = Field.string(
        "password", example: "correct horse battery staple", isWriteOnly: true
    ).required

    static let fields: [any FieldDeclaration] = [email, username, password, AccountFields.namespace]

    static let alternatives = [email.name, username.name]

    static let examples: [String: JSONValue] = [
        "By e-mail": ["email": "jane@example.com", "password": "correct horse battery staple"],
        "By user name": ["username": "y", "password": "supersecret123", "namespace": "app-x"],
    ]

    let login: String
    let password: String
    let namespace: String?

    init(_ values: FieldValues) throws(AccountError) {
        switch (values[Self.email], values[Self.username]) {
        case (let login?, nil), (nil, let login?): self.login = login
        case (nil, nil): throw .invalid([FieldProblem("email", .required, "Give \"email\" or \"username\".")])
        case (.some, .some):
            throw .invalid([FieldProblem("username", .conflict, "Give \"email\" or \"username\", not both.")])
        }
        password = try values.required(Self.password)
        namespace = values[AccountFields.namespace]
    }
}
