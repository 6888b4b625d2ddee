import Accounts

/// `POST /auth/users/`.
struct DjoserRegisterMessage: DjoserMessage {
    private static let password = DjoserNewPassword("password")

    static let fields: [any FieldDeclaration] =
        [DjoserFields.username, DjoserFields.email, DjoserFields.firstName, DjoserFields.lastName] + password.fields

    let account: NewAccount

    init(_ form: inout DjoserForm) async throws {
        let context = form.context
        try await context.services.registration.count(by: context.authenticated, from: context.client)
        try await form.checkIsFree(username: DjoserFields.username)
        try await form.checkIsFree(email: DjoserFields.email)
        try form.finish()
        let username = try form.required(DjoserFields.username)
        let email = try form.required(DjoserFields.email)
        var attributes: [DjangoAttribute: String] = [.username: username, .email: email]
        attributes[.firstName] = form[DjoserFields.firstName]
        attributes[.lastName] = form[DjoserFields.lastName]
        let password = try Self.password.value(in: form, attributes: attributes)
        var draft = NewAccount(
            namespace: context.namespace.description, email: email, username: username, password: password)
        draft.logsInByUsername = true
        draft.changes.firstName = form.change(DjoserFields.firstName)
        draft.changes.lastName = form.change(DjoserFields.lastName)
        account = draft
    }
}
