import HTTPTypes
import SocketServer

/// Runs a server on a port of its own around a test.
func withServer(
    _ limits: ServerLimits = ServerLimits(), address: ServerAddress = .tcp(host: "127.0.0.1", port: 0), loops: Int = 2,
    tls: TLSIdentity? = nil, handler: @escaping RequestHandler = Handlers.echo,
    _ body: @escaping @concurrent @Sendable (Server, BoundAddress) async throws -> Void
) async throws {
    var configuration = ServerConfiguration(address: address, loopCount: loops, limits: limits)
    configuration.tls = tls
    let server = Server(configuration: configuration, handler: handler)
    let bound = try server.start()
    defer { server.stop() }
    let executor = BlockingExecutor()
    defer { executor.end() }
    try await withTaskExecutorPreference(executor) { try await body(server, bound) }
}

enum Handlers {
    /// Answers with the body, and what became of it where it can't be read.
    static let echo: RequestHandler = { request in
        do {
            return Response(status: .ok, body: .bytes(try await request.body.collect(upTo: 1 << 20)))
        } catch RequestBodyError.tooLarge {
            return Response(status: .contentTooLarge)
        } catch {
            return text("\(error)", status: .internalServerError)
        }
    }

    /// Answers without looking at the body.
    static let ok: RequestHandler = { _ in text("OK") }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, body: .bytes(Array(text.utf8)))
    }
}
