import Accounts

/// What a login, or a refresh, is answered with.
struct NamespacedTokensMessage: ObjectMessage {
    let source: TokenPair

    static let schemaName = "NamespacedTokens"

    static let fields: [OutputField<TokenPair>] = [
        .always("access_token", .string()) { $0.accessToken },
        .always("refresh_token", .string()) { $0.refreshToken },
        .always("token_type", .enumeration(["bearer"])) { _ in "bearer" },
    ]
}
