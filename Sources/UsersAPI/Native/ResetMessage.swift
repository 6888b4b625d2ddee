import Accounts

/// `POST /api/v1/auth/password/reset`.
struct ResetMessage: RequestMessage {
    static let fields: [any FieldDeclaration] = MailedLinkMessage.fields + [AccountFields.password.required]

    static let examples: [String: JSONValue] = [
        "A new password": [
            "uid": "65f0c0ffee65f0c0ffee65f0", "token": "LpzFNTCMFnV8cGbN1uwb2eqAk6TXB4xeYUDiOO-3hXw",
            "password": "correct horse battery staple",
        ]
    ]

    let link: MailedLinkMessage
    let password: String

    init(_ values: FieldValues) throws(AccountError) {
        link = try MailedLinkMessage(values)
        password = try values.required(AccountFields.password)
    }
}
