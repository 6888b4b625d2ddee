/// How tokens are signed and how long they live.
public struct TokenSettings: Sendable {
    /// The secret for HS256, at least 32 bytes (RFC 7518 §3.2).
    public var secret: [UInt8]
    /// The `iss` of our tokens.
    public var issuer: String
    /// The `aud` of our tokens; asked of every token when it is set.
    public var audience: String?
    /// How long an access token is good.
    public var accessLifetime: Duration
    /// How long a session waits for its next refresh.
    public var refreshLifetime: Duration

    /// Makes settings.
    public init(
        secret: [UInt8], issuer: String = "users", audience: String? = nil, accessLifetime: Duration = .seconds(900),
        refreshLifetime: Duration = .seconds(30 * 86400)
    ) {
        self.secret = secret
        self.issuer = issuer
        self.audience = audience
        self.accessLifetime = accessLifetime
        self.refreshLifetime = refreshLifetime
    }
}
