import DocumentStore

/// What a login is answered with.
public struct TokenPair: Sendable {
    /// A JSON Web Token, for `Authorization: Bearer`.
    public let accessToken: String
    /// How long the access token is good.
    public let accessLifetime: Duration
    /// The session's refresh token.
    public let refreshToken: String
    /// How long the refresh token is good unless it is used.
    public let refreshLifetime: Duration
    /// The account, as it is after the login.
    public let account: Account
}

extension TokenIssuer {
    /// The tokens of a session as it is now.
    func pair(
        for account: Account, session: Session, refreshID: String, at now: Instant
    ) async throws(AccountError) -> TokenPair {
        TokenPair(
            accessToken: try await accessToken(for: account, session: session.id, at: now),
            accessLifetime: accessLifetime,
            refreshToken: try await refreshToken(
                for: account, session: session.id, id: refreshID, issuedAt: session.lastUsedAt,
                expiresAt: session.expiresAt),
            refreshLifetime: session.expiresAt - now, account: account)
    }
}
