/// `POST /auth/jwt/refresh/`.
struct DjoserRefreshMessage: DjoserMessage {
    private static let refresh = DjoserText(
        "refresh", example: .string("eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlbl90eXBlIjoicmVmcmVzaCJ9.c2ln"))

    static let fields: [any FieldDeclaration] = [refresh]

    let token: String

    init(_ form: inout DjoserForm) throws {
        try form.finish()
        token = try form.required(Self.refresh)
    }
}
