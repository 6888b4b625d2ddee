/// How the API behaves towards its clients.
public struct APISettings: Sendable {
    /// Origins whose pages may call the API, such as `https://app.example`, or `*` for all.
    public var allowedOrigins: [String]
    /// The proxies whose `X-Forwarded-For` counts.
    public var trustedProxies: TrustedProxies
    /// Whether a refresh in the Djoser dialect replaces the refresh token.
    public var rotatesDjoserRefresh = false

    /// Makes settings.
    public init(allowedOrigins: [String] = [], trustedProxies: TrustedProxies = .none) {
        self.allowedOrigins = allowedOrigins
        self.trustedProxies = trustedProxies
    }
}
