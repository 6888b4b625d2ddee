import BoundedCache
import DocumentStore
import JWTKit

/// Signs access and refresh tokens, and verifies those that come back.
struct TokenIssuer: Sendable {
    /// How far another holder's clock may be ahead, in seconds.
    private static let clockSkew: Int64 = 60

    let settings: TokenSettings
    private let ring: KeyRing
    let refreshCodes: KeyedHash
    /// Tokens whose signature was found good, keyed by the whole token: the next requests skip 27 us of cryptography, or more.
    private let verified = BoundedCache<SignedText, VerifiedToken>(capacity: 16_384)

    init(_ settings: TokenSettings) async {
        self.settings = settings
        ring = await KeyRing(settings.keys)
        refreshCodes = KeyedHash(keys: settings.keys, purpose: "refresh")
    }

    var accessLifetime: Duration { settings.accessLifetime }
    var refreshLifetime: Duration { settings.refreshLifetime }

    /// Codes under keys that are derived for one purpose.
    func keyedHash(purpose: String) -> KeyedHash {
        KeyedHash(keys: settings.keys, purpose: purpose)
    }

    /// Signs an access token of the session.
    func accessToken(for account: Account, session: String, at now: Instant) async throws(AccountError) -> String {
        var claims = claims(
            .access, account, session: session, id: RandomToken.make(), from: now, to: now + settings.accessLifetime)
        claims.is_admin = account.isAdmin
        return try await sign(claims)
    }

    /// What an access token says, if its signature and its times are good.
    ///
    /// - Throws: `AccountError.tokenExpired` past `exp`, `.tokenInvalid` for everything else that is wrong.
    func verifyAccess(_ token: String, at now: Instant) async throws(AccountError) -> VerifiedToken {
        let claims: VerifiedToken
        let text = SignedText(token)
        if let known = verified.value(for: text) {
            claims = known
        } else {
            claims = try await verifyAccessSignature(token)
            verified.insert(claims, for: text)
        }
        guard claims.expiresAt > now.seconds else { throw .tokenExpired }
        guard Self.hasBegun(notBefore: claims.notBefore, issuedAt: claims.issuedAt, at: now) else {
            throw .tokenInvalid(.invalid)
        }
        return claims
    }

    private func verifyAccessSignature(_ token: String) async throws(AccountError) -> VerifiedToken {
        let claims = try await verifySignature(token)
        guard let expiresAt = claims.expiresAt else { throw .tokenInvalid(.noExpiry) }
        if claims.sessionID != nil {
            guard claims.type != nil else { throw .tokenInvalid(.noType) }
            guard claims.issuer == settings.issuer else { throw .tokenInvalid(.invalid) }
        }
        let access = TokenClaims.TokenType.access.rawValue
        guard claims.type ?? access == access else { throw .tokenInvalid(.wrongType) }
        guard let subject = claims.subject else { throw .tokenInvalid(.noUser) }
        guard let id = ObjectID(hex: subject) else { throw .tokenInvalid(.unknownUser) }
        return VerifiedToken(
            subject: id, sessionID: claims.sessionID, namespace: claims.namespace, issuedAt: claims.issuedAt,
            notBefore: claims.notBefore, expiresAt: expiresAt, flaw: claims.flaw)
    }

    /// Asks whether a token of any type is good by the keys and its times alone, and has an id, as Django's simplejwt verifies it.
    ///
    /// - Throws: `AccountError.tokenExpired`, `.tokenInvalid`.
    func verify(_ token: String, at now: Instant) async throws(AccountError) {
        let claims = try await verifySignature(token)
        guard Self.hasBegun(notBefore: claims.notBefore, issuedAt: claims.issuedAt, at: now)
        else { throw .tokenInvalid(.invalid) }
        guard let expiresAt = claims.expiresAt else { throw .tokenInvalid(.noExpiry) }
        guard expiresAt > now.seconds else { throw .tokenExpired }
        guard claims.id != nil else { throw .tokenInvalid(.noID) }
    }

    /// The claims of a token that one of our keys signed, for our audience.
    ///
    /// - Throws: `AccountError.tokenInvalid`.
    func verifySignature(_ text: String) async throws(AccountError) -> PresentedClaims {
        guard let token = CompactToken(text) else { throw .tokenInvalid(.invalid) }
        for key in ring.keys(for: token.header) {
            guard let claims = try? await key.verify(token, as: PresentedClaims.self) else { continue }
            guard let audience = settings.audience else { return claims }
            guard claims.audience?.contains(audience) == true else { break }
            return claims
        }
        throw .tokenInvalid(.invalid)
    }

    static func hasBegun(notBefore: Int64?, issuedAt: Int64?, at now: Instant) -> Bool {
        let latest = now.seconds + clockSkew
        return (notBefore ?? 0) <= latest && (issuedAt ?? 0) <= latest
    }

    func claims(
        _ type: TokenClaims.TokenType, _ account: Account, session: String, id: String, from start: Instant,
        to end: Instant
    ) -> TokenClaims {
        TokenClaims(
            iss: settings.issuer, aud: settings.audience, sub: account.id.description,
            sid: session, ns: account.namespace.description, iat: start.seconds, exp: end.seconds, jti: id,
            token_type: type, user_id: account.id.description)
    }

    func sign(_ claims: TokenClaims) async throws(AccountError) -> String {
        do {
            return try await ring.signing.sign(claims)
        } catch {
            throw .broken(reason: "a token could not be signed: \(error)")
        }
    }
}

extension PresentedClaims {
    /// What an access token of a session has when we made it; holders of the key may make others.
    fileprivate var flaw: TokenFlaw? {
        guard sessionID != nil else { return nil }
        if id == nil { return .noID }
        if userID == nil { return .noUser }
        return userID == subject ? nil : .unknownUser
    }
}
