import HTTPTypes
import SocketServer
import Synchronization

/// Writes down the method, path and body of each request that gets to the handler.
final class RequestLog: Sendable {
    private let requests = Mutex<[String]>([])

    var handler: RequestHandler {
        { request in
            let body = try? await request.body.collect(upTo: 1 << 20)
            let text = body.map { String(decoding: $0, as: UTF8.self) } ?? "unreadable"
            self.requests.withLock { $0.append("\(request.method) \(request.path) \(text)") }
            return Handlers.text("OK")
        }
    }

    /// The requests since the last time.
    func take() -> [String] {
        requests.withLock { requests in
            defer { requests = [] }
            return requests
        }
    }
}
