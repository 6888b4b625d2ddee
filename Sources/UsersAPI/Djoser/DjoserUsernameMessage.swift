import Accounts

/// `POST /auth/users/set_username/`.
struct DjoserUsernameMessage: DjoserMessage {
    private static let username = DjoserNewUsername()

    static let fields: [any FieldDeclaration] = username.fields + [DjoserFields.currentPassword]

    let username: String
    let proof: PasswordProof

    init(_ form: inout DjoserForm) async throws {
        try await Self.username.checkIsFree(&form)
        let proof = try await form.prove(DjoserFields.currentPassword)
        self.proof = try form.finish(with: proof)
        username = try Self.username.value(in: form)
    }
}
