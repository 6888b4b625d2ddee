/// `POST /auth/users/reset_password_confirm/`.
struct DjoserPasswordResetMessage: DjoserMessage {
    private static let password = DjoserNewPassword("new_password")

    static let fields: [any FieldDeclaration] = [DjoserFields.uid, DjoserFields.token] + password.fields

    let uid: String
    let token: String
    let password: String

    /// Whose password it will be is not looked at: Djoser holds it against no user here.
    init(_ form: inout DjoserForm) throws {
        try form.finish()
        uid = try form.required(DjoserFields.uid)
        token = try form.required(DjoserFields.token)
        password = try Self.password.value(in: form)
    }
}
