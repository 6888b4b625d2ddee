import Crypto
import DocumentStore

/// Refresh tokens: opaque to clients, stored as the hash of their id.
extension TokenIssuer {
    /// Signs a refresh token of the session.
    ///
    /// - Parameter id: The token's `jti`: 32 hexadecimal digits that can't be guessed.
    func refreshToken(
        for account: Account, session: String, id: String, issuedAt: Instant, expiresAt: Instant
    ) async throws(AccountError) -> String {
        try await sign(claims(.refresh, account, session: session, id: id, from: issuedAt, to: expiresAt))
    }

    /// What a refresh token says, if all of it is good.
    ///
    /// - Throws: `AccountError.refreshTokenInvalid` for anything that is wrong, expiry included.
    func verifyRefresh(_ token: String, at now: Instant) async throws(AccountError) -> VerifiedRefreshToken {
        guard let claims = try? await verifySignature(token),
            Self.hasBegun(notBefore: claims.notBefore, issuedAt: claims.issuedAt, at: now)
        else { throw .refreshTokenInvalid(.invalid) }
        guard let expiresAt = claims.expiresAt else { throw .refreshTokenInvalid(.noExpiry) }
        guard expiresAt > now.seconds else { throw .refreshTokenInvalid(.expired) }
        guard let id = claims.id else { throw .refreshTokenInvalid(.noID) }
        guard let type = claims.type else { throw .refreshTokenInvalid(.noType) }
        guard type == TokenClaims.TokenType.refresh.rawValue else { throw .refreshTokenInvalid(.wrongType) }
        guard claims.issuer == settings.issuer, let subject = claims.subject.flatMap(ObjectID.init(hex:)),
            let session = claims.sessionID
        else { throw .refreshTokenInvalid(.invalid) }
        return VerifiedRefreshToken(subject: subject, sessionID: session, namespace: claims.namespace, id: id)
    }

    /// The form in which a refresh token's id is stored: its SHA-256.
    static func hash(refreshID: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(refreshID.utf8)))
    }

    /// The ids that a refresh token's successor can have, one a key, the signing key's first: who presents the same token twice
    /// gets the same successor twice, without its being stored.
    func successors(of id: String) -> [String] {
        refreshCodes.codes(for: Array(id.utf8)).map { $0.prefix(RandomToken.length).hexadecimal }
    }
}
