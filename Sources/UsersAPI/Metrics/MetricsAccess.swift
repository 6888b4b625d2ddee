import Crypto
import HTTPTypes
import SocketServer

/// Who may read the metrics: who is on the same machine, or has the token.
struct MetricsAccess: Sendable {
    /// What proxies add: who comes with one of them may be anywhere.
    private static let forwardingFields: [HTTPField.Name] = [.xForwardedFor, .forwarded, .xRealIP, .via]

    private let tokenHash: SHA256Digest?

    /// - Parameter token: The bearer token; nil where there is none.
    init(token: String?) {
        tokenHash = token.map { SHA256.hash(data: Array($0.utf8)) }
    }

    func admits(_ request: Request) -> Bool {
        isLocal(request) || hasToken(request)
    }

    /// Whether the connection's peer is on the loopback, and no proxy: a Unix socket is where proxies come from.
    private func isLocal(_ request: Request) -> Bool {
        let isLoopback =
            switch request.remoteAddress {
            case .ipv4(let bytes): bytes.first == 127
            case .ipv6(let bytes): bytes == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
            case .unix: false
            }
        return isLoopback && !Self.forwardingFields.contains(where: request.fields.contains)
    }

    private func hasToken(_ request: Request) -> Bool {
        guard let tokenHash, let authorization = request.fields[.authorization],
            let token = BearerToken.parse(authorization)
        else { return false }
        // Digests are compared in constant time, and tell nothing of the token's length.
        return SHA256.hash(data: Array(token.utf8)) == tokenHash
    }
}
