import Accounts

/// `POST /auth/users/set_password/`.
struct DjoserPasswordMessage: DjoserMessage {
    private static let password = DjoserNewPassword("new_password")

    static let fields: [any FieldDeclaration] = password.fields + [DjoserFields.currentPassword]

    let password: String
    let proof: PasswordProof

    init(_ form: inout DjoserForm) async throws {
        let proof = try await form.prove(DjoserFields.currentPassword)
        self.proof = try form.finish(with: proof)
        password = try Self.password.value(in: form, attributes: try form.context.caller.account.djangoAttributes)
    }
}

extension Account {
    /// What Django holds a new password against.
    fileprivate var djangoAttributes: [DjangoAttribute: String] {
        var attributes: [DjangoAttribute: String] = [.username: username]
        attributes[.firstName] = profile.firstName
        attributes[.lastName] = profile.lastName
        attributes[.email] = email
        return attributes
    }
}
