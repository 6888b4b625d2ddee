import Accounts

/// `POST /api/v1/auth/password/reset`.
struct ResetMessage: RequestMessage {
    static let fields: [any FieldDeclaration] = MailedLinkMessage.fields + [NativeFields.password.required]

    let link: MailedLinkMessage
    let password: String

    init(_ values: FieldValues) throws(AccountError) {
        link = try MailedLinkMessage(values)
        password = try values.required(NativeFields.password)
    }
}
