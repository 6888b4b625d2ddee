import CurlClient
import Synchronization

/// Handles that wait for their next transfer, each with its connection: a TLS handshake costs more than a blob.
final class S3Connections: Sendable {
    private let idle = Mutex<[Connection]>([])

    /// A handle that nobody else has.
    // Sendable: `withHandle` takes it out of `idle` for as long as its thread uses it.
    private final class Connection: @unchecked Sendable {
        let handle: CurlHandle

        init?() {
            guard let handle = CurlHandle() else { return nil }
            self.handle = handle
        }
    }

    /// Runs `body` with a handle of its own; nil when libcurl is out of memory.
    func withHandle(_ body: (borrowing CurlHandle) -> S3Outcome) -> S3Outcome? {
        guard let connection = idle.withLock({ $0.popLast() }) ?? Connection() else { return nil }
        defer { idle.withLock { $0.append(connection) } }
        return body(connection.handle)
    }
}
