/// `POST /auth/jwt/create/`.
struct DjoserLoginMessage: DjoserMessage {
    private static let username = DjoserText("username", example: .string("jane"))
    private static let password = DjoserText("password", example: .string(DjoserFields.passwordExample), isSecret: true)

    static let fields: [any FieldDeclaration] = [username, password]

    let username: String
    let password: String

    init(_ form: inout DjoserForm) throws {
        try form.finish()
        username = try form.required(Self.username)
        password = try form.required(Self.password)
    }
}
