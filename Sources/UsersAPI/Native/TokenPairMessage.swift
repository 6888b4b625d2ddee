import Accounts

/// What a login is answered with (RFC 6749 §5.1, and the user).
struct TokenPairMessage: ObjectMessage {
    let source: TokenPair

    static let schemaName = "TokenPair"

    static let fields: [OutputField<TokenPair>] = [
        .always("access_token", .string()) { $0.accessToken },
        .always("token_type", .enumeration(["bearer"])) { _ in "bearer" },
        .always("expires_in", .integer(), description: "Seconds until the access token expires.") { pair in
            pair.accessLifetime.components.seconds
        },
        .always("refresh_token", .string()) { $0.refreshToken },
        .always(
            "refresh_expires_in", .integer(), description: "Seconds until the refresh token expires unless it is used."
        ) { $0.refreshLifetime.components.seconds },
        .always("user", UserMessage.schema) { UserMessage($0.account) },
    ]
}
