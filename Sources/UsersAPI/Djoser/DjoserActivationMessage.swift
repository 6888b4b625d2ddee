/// `POST /auth/users/activation/`.
struct DjoserActivationMessage: DjoserMessage {
    static let fields: [any FieldDeclaration] = [DjoserFields.uid, DjoserFields.token]

    let uid: String
    let token: String

    init(_ form: inout DjoserForm) throws {
        try form.finish()
        uid = try form.required(DjoserFields.uid)
        token = try form.required(DjoserFields.token)
    }
}
