/// `POST /auth/users/reset_username_confirm/`. Djoser does not declare `uid` and `token` here: whatever they are, they are not good.
struct DjoserUsernameResetMessage: DjoserMessage {
    private static let uid = DjoserUncheckedText(name: "uid")
    private static let token = DjoserUncheckedText(name: "token")
    private static let username = DjoserNewUsername()

    static let fields: [any FieldDeclaration] = [uid, token] + username.fields

    let uid: String
    let token: String
    let username: String

    init(_ form: inout DjoserForm) async throws {
        try await Self.username.checkIsFree(&form)
        try form.finish()
        uid = form[Self.uid]
        token = form[Self.token]
        username = try Self.username.value(in: form)
    }
}
