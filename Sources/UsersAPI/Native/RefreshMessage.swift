import Accounts

/// `POST /api/v1/auth/refresh`.
struct RefreshMessage: RequestMessage {
    private static let refreshToken = Field.string("refresh_token", isWriteOnly: true).required

    static let fields: [any FieldDeclaration] = [refreshToken]

    static let examples: [String: JSONValue] = [
        "A refresh token": ["refresh_token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI2NWYwIn0.c2lnbmF0dXJl"]
    ]

    let token: String

    init(_ values: FieldValues) throws(AccountError) {
        token = try values.required(Self.refreshToken)
    }
}
