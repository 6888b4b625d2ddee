import Accounts

/// `POST /auth/login`.
struct NamespacedLoginMessage: RequestMessage {
    private static let username = Field.string("username", example: "y").required
    private static let password = Field.string("password", example: "supersecret123", isWriteOnly: true).required

    static let fields: [any FieldDeclaration] = [NamespacedFields.namespace, username, password]

    static let examples: [String: JSONValue] = [
        "A user of app-x": ["namespace": "app-x", "username": "y", "password": "supersecret123"]
    ]

    let namespace: String?
    let username: String
    let password: String

    init(_ values: FieldValues) throws(AccountError) {
        namespace = values[NamespacedFields.namespace]
        username = try values.required(Self.username)
        password = try values.required(Self.password)
    }
}
