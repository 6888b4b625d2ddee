import Accounts
import DocumentStore

/// What a mailed link ends with: whose it is, and its token.
struct MailedLinkMessage: RequestMessage {
    private static let uid = Field.string("uid", example: "65f0c0ffee65f0c0ffee65f0").required
    private static let token = Field.string("token", isWriteOnly: true).required

    static let fields: [any FieldDeclaration] = [uid, token]

    static let examples: [String: JSONValue] = [
        "A link": ["uid": "65f0c0ffee65f0c0ffee65f0", "token": "LpzFNTCMFnV8cGbN1uwb2eqAk6TXB4xeYUDiOO-3hXw"]
    ]

    let accountID: ObjectID
    let token: String

    init(_ values: FieldValues) throws(AccountError) {
        token = try values.required(Self.token)
        guard let id = ObjectID(hex: try values.required(Self.uid)) else { throw .mailTokenInvalid }
        accountID = id
    }
}
