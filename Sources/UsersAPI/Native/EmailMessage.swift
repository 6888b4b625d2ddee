import Accounts

/// `POST /api/v1/auth/password/forgot` and `…/email/resend`.
struct EmailMessage: RequestMessage {
    private static let email = Field.string("email", example: "jane@example.com").required

    static let fields: [any FieldDeclaration] = [email, AccountFields.namespace]

    static let examples: [String: JSONValue] = ["An address": ["email": "jane@example.com"]]

    let email: String
    let namespace: String?

    init(_ values: FieldValues) throws(AccountError) {
        email = try values.required(Self.email)
        namespace = values[AccountFields.namespace]
    }
}
