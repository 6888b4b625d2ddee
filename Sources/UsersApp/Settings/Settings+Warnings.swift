import Accounts
import SocketServer

extension Settings {
    /// What an operator should know of these settings at the start, a line each.
    var warnings: [String] {
        var warnings: [String] = []
        if passwordHash.isWeak { warnings.append("PASSWORD_HASH is weaker than bcrypt:10: for tests alone") }
        if !hasRateLimits {
            warnings.append("RATE_LIMITS is off: passwords can be guessed without end; for load tests alone")
        }
        if listensBeyondLoopback && trustedProxies == nil {
            warnings.append(
                "TRUSTED_PROXIES is not set, and HOST is beyond loopback: behind a proxy all clients would share the proxy's address, "
                    + "and so its rate limits; without a proxy this is as it should be")
        }
        if case .unix = address, trustedProxies == nil {
            warnings.append(
                "TRUSTED_PROXIES is not set, and HOST is a Unix socket: all clients share one rate limit; set it to unix for a proxy that "
                    + "appends to X-Forwarded-For")
        }
        return warnings
    }

    private var listensBeyondLoopback: Bool {
        switch address {
        case .unix: false
        case .tcp(let host, _): !host.hasPrefix("127.") && host != "::1" && host.lowercased() != "localhost"
        }
    }
}
