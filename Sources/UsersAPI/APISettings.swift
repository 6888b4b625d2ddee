import Telemetry

/// How the API behaves towards its clients.
public struct APISettings: Sendable {
    /// Origins whose pages may call the API, such as `https://app.example`, or `*` for all.
    public var allowedOrigins: [String]
    /// The proxies whose `X-Forwarded-For` counts.
    public var trustedProxies: TrustedProxies
    /// How the Djoser dialect behaves.
    public var djoser = DjoserSettings()
    /// What the Fess dialect follows.
    public var fessCompatibility = FessCompatibility.docs
    /// The program's version, which the Fess dialect tells.
    public var version: String
    /// What `/docs` shows the document with; without it the page says how to get it.
    public var swaggerUI: SwaggerUI?
    /// What `/metrics` shows.
    public var metrics = PrometheusRegistry()
    /// What opens `/metrics` beyond the machine itself.
    public var metricsToken: String?
    /// A request that takes as long, the client's own time to send its body left aside, is warned of in the log.
    public var slowRequest = Duration.seconds(1)

    /// Makes settings.
    public init(
        allowedOrigins: [String] = [], trustedProxies: TrustedProxies = .none, version: String = "",
        swaggerUI: SwaggerUI? = nil
    ) {
        self.allowedOrigins = allowedOrigins
        self.trustedProxies = trustedProxies
        self.version = version
        self.swaggerUI = swaggerUI
    }

    /// `slowRequest` in nanoseconds.
    var slowness: Int64 { Int64(slowRequest / .nanoseconds(1)) }
}
