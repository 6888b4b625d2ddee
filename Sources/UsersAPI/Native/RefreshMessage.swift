import Accounts

/// `POST /api/v1/auth/refresh`.
struct RefreshMessage: RequestMessage {
    private static let refreshToken = Field.string("refresh_token", isWriteOnly: true).required

    static let fields: [any FieldDeclaration] = [refreshToken]

    let token: String

    init(_ values: FieldValues) throws(AccountError) {
        token = try values.required(Self.refreshToken)
    }
}
