import BoundedCache
import Crypto
import DocumentStore
import JWTKit

/// Signs access and refresh tokens, and verifies those that come back.
struct TokenIssuer: Sendable {
    /// The longest token that is looked at, in bytes.
    static let maximumLength = 8192
    /// How far another holder's clock may be ahead, in seconds.
    private static let clockSkew: Int64 = 60

    private let keys: JWTKeyCollection
    private let settings: TokenSettings
    /// Tokens whose signature was found good, keyed by the whole token: the next requests skip 27 us of cryptography.
    private let verified = BoundedCache<String, VerifiedToken>(capacity: 16_384)

    init(_ settings: TokenSettings) async {
        self.settings = settings
        keys = await JWTKeyCollection().add(hmac: HMACKey(from: settings.secret), digestAlgorithm: .sha256)
    }

    var accessLifetime: Duration { settings.accessLifetime }
    var refreshLifetime: Duration { settings.refreshLifetime }

    /// Signs an access token of the session.
    func accessToken(for account: Account, session: String, at now: Instant) async throws(AccountError) -> String {
        let id = account.id.description
        return try await sign(
            claims(account, session: session, type: .access, lifetime: settings.accessLifetime, at: now) { claims in
                claims.is_admin = account.isAdmin
                claims.user_id = id
            })
    }

    /// Signs a refresh token of the session.
    func refreshToken(for account: Account, session: String, at now: Instant) async throws(AccountError) -> String {
        try await sign(
            claims(account, session: session, type: .refresh, lifetime: settings.refreshLifetime, at: now))
    }

    /// The form in which a refresh token is stored.
    static func hash(_ refreshToken: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(refreshToken.utf8)))
    }

    /// What an access token says, if its signature and its times are good.
    ///
    /// - Throws: `AccountError.tokenExpired` past `exp`, `.tokenInvalid` for everything else that is wrong.
    func verifyAccess(_ token: String, at now: Instant) async throws(AccountError) -> VerifiedToken {
        let claims: VerifiedToken
        if let known = verified.value(for: token) {
            claims = known
        } else {
            claims = try await verifySignature(token)
            verified.insert(claims, for: token)
        }
        let seconds = now.milliseconds / 1000
        guard claims.expiresAt > seconds else { throw .tokenExpired }
        guard (claims.notBefore ?? 0) <= seconds + Self.clockSkew, (claims.issuedAt ?? 0) <= seconds + Self.clockSkew
        else { throw .tokenInvalid }
        return claims
    }

    private func verifySignature(_ token: String) async throws(AccountError) -> VerifiedToken {
        let claims: PresentedClaims
        do {
            let bytes = Array(token.utf8)
            guard bytes.count <= Self.maximumLength else { throw AccountError.tokenInvalid }
            let header = try DefaultJWTParser().parse(bytes, as: PresentedClaims.self).header
            // The algorithm is the key's, never the token's (RFC 8725 §3.1); of `crit` we understand nothing (RFC 7515 §4.1.11).
            guard header.alg == "HS256", header.fields["crit"] == nil else { throw AccountError.tokenInvalid }
            claims = try await keys.verify(bytes, as: PresentedClaims.self)
        } catch {
            throw .tokenInvalid
        }
        guard let subject = ObjectID(hex: claims.subject) else { throw .tokenInvalid }
        if let audience = settings.audience {
            guard claims.audience?.value.contains(audience) == true else { throw .tokenInvalid }
        }
        let access = TokenClaims.TokenType.access.rawValue
        if claims.sessionID != nil {
            guard claims.issuer == settings.issuer, claims.type == access else { throw .tokenInvalid }
        } else {
            guard claims.type ?? access == access else { throw .tokenInvalid }
        }
        return VerifiedToken(
            subject: subject, sessionID: claims.sessionID, namespace: claims.namespace, issuedAt: claims.issuedAt,
            notBefore: claims.notBefore, expiresAt: claims.expiresAt)
    }

    private func claims(
        _ account: Account, session: String, type: TokenClaims.TokenType, lifetime: Duration, at now: Instant,
        _ complete: (inout TokenClaims) -> Void = { _ in }
    ) -> TokenClaims {
        let seconds = now.milliseconds / 1000
        var claims = TokenClaims(
            iss: settings.issuer, aud: settings.audience.map { AudienceClaim(value: $0) },
            sub: account.id.description, sid: session, ns: account.namespace.description, iat: seconds,
            exp: seconds + lifetime.components.seconds, jti: RandomToken.make(), token_type: type)
        complete(&claims)
        return claims
    }

    private func sign(_ claims: TokenClaims) async throws(AccountError) -> String {
        do {
            return try await keys.sign(claims, header: ["typ": "JWT", "alg": "HS256"])
        } catch {
            throw .broken(reason: "a token could not be signed: \(error)")
        }
    }
}
