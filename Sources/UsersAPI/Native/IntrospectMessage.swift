import Accounts

/// `POST /api/v1/auth/introspect` (RFC 7662 §2.1).
struct IntrospectMessage: RequestMessage {
    private static let token = Field.string("token", isWriteOnly: true).required

    static let fields: [any FieldDeclaration] = [token]

    static let examples: [String: JSONValue] = [
        "An access token": ["token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI2NWYwIn0.c2lnbmF0dXJl"]
    ]

    let token: String

    init(_ values: FieldValues) throws(AccountError) {
        token = try values.required(Self.token)
    }
}
