/// `POST /auth/jwt/verify/`.
struct DjoserVerifyMessage: DjoserMessage {
    static let fields: [any FieldDeclaration] = [DjoserFields.token]

    let token: String

    init(_ form: inout DjoserForm) throws {
        try form.finish()
        token = try form.required(DjoserFields.token)
    }
}
