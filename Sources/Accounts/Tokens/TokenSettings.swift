/// How tokens are signed and how long they live.
public struct TokenSettings: Sendable {
    /// The keys that sign and verify.
    public var keys: KeySet
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
        keys: KeySet, issuer: String = "users", audience: String? = nil, accessLifetime: Duration = .seconds(900),
        refreshLifetime: Duration = .seconds(30 * 86400)
    ) {
        self.keys = keys
        self.issuer = issuer
        self.audience = audience
        self.accessLifetime = accessLifetime
        self.refreshLifetime = refreshLifetime
    }

    /// Makes settings with a secret for HS256 alone, of 32 bytes or more.
    public init(secret: [UInt8]) {
        self.init(keys: KeySet(secret: secret))
    }
}
