/// Asks for a mail.
struct DjoserEmailMessage: DjoserMessage {
    static let fields: [any FieldDeclaration] = [DjoserFields.email]

    let email: String

    init(_ form: inout DjoserForm) throws {
        try form.finish()
        email = try form.required(DjoserFields.email)
    }
}
