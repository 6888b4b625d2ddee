import Glibc
import HTTPTypes
import SocketServer

/// Serves a few fixed routes on the socket server: what it takes to use it, and a target for conformance tools.
///
///     http-echo [PORT]
@main
enum HTTPEcho {
    private static let defaultPort = 3003

    static func main() async {
        // Before any thread is started, so that all of them leave the signals to `waitForSignal`.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, nil)

        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count <= 1, let port = arguments.first.map(Int.init) ?? defaultPort else {
            fail("usage: http-echo [PORT]", status: EX_USAGE)
        }
        let configuration = ServerConfiguration(address: .tcp(host: "127.0.0.1", port: port))
        let server = Server(configuration: configuration) { request in await answer(request) }
        do {
            print("http://\(try server.start())")
            fflush(nil)
        } catch {
            fail("http-echo: \(error)", status: EX_UNAVAILABLE)
        }
        var signal: Int32 = 0
        sigwait(&signals, &signal)
        await server.drain()
    }

    private static func answer(_ request: Request) async -> Response {
        switch (request.path, request.method) {
        case ("/", .get), ("/", .head): text("OK")
        case ("/echo", _): text(request.fields.map { "\($0.name): \($0.value)\n" }.joined())
        case ("/", _), ("*", .options): await echo(request)
        default: Response(status: .notFound)
        }
    }

    private static func text(_ text: String) -> Response {
        Response(status: .ok, fields: [.contentType: "text/plain"], body: .bytes(Array(text.utf8)))
    }

    private static func echo(_ request: Request) async -> Response {
        do {
            return Response(status: .ok, body: .bytes(try await request.body.collect(upTo: 1 << 20)))
        } catch .tooLarge {
            return Response(status: .contentTooLarge)
        } catch {
            // The server has answered, or nobody is left to answer to.
            return Response(status: .badRequest)
        }
    }

    private static func fail(_ message: String, status: Int32) -> Never {
        let line = Array((message + "\n").utf8)
        write(STDERR_FILENO, line, line.count)
        exit(status)
    }
}
