import Accounts

/// What a login is answered with.
struct DjoserTokensMessage: ObjectMessage {
    let source: TokenPair

    static let schemaName = "DjoserTokens"

    static let fields: [OutputField<TokenPair>] = [
        .always("refresh", .string()) { $0.refreshToken },
        .always("access", .string()) { $0.accessToken },
    ]
}
