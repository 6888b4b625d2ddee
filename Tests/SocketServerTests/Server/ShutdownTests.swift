import HTTPTypes
import SocketServer
import Testing
import ThreadPool

@Suite("Shutdown")
struct ShutdownTests {
    private let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    /// A handler that tells when it begins and waits to be let go.
    private struct Gate {
        let begun: AsyncStream<Void>
        let opening: AsyncStream<Void>.Continuation
        let handler: RequestHandler

        init() {
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            let (openings, opening) = AsyncStream.makeStream(of: Void.self)
            self.begun = begun
            self.opening = opening
            handler = { _ in
                begin.yield()
                for await _ in openings { break }
                return Handlers.text("cancelled: \(Task.isCancelled)")
            }
        }

        func untilBegun() async { for await _ in begun { break } }
    }

    @Test("Draining lets a request finish, says close, and closes idle connections at once")
    func drain() async throws {
        let gate = Gate()
        try await withServer(handler: gate.handler) { server, address in
            let idle = try TestClient(address)
            let busy = try TestClient(address)
            try busy.send(request)
            await gate.untilBegun()
            // On a thread of its own: the one of this test blocks, and the shared ones may be busy.
            let thread = BlockingExecutor()
            defer { thread.end() }
            let draining = Task(executorPreference: thread) { await server.drain() }
            #expect(try idle.isAtEnd())
            idle.close()
            #expect(throws: TestClient.Failure.self) { try refusal(address) }
            gate.opening.yield()
            let response = try busy.response()
            #expect(response.text == "cancelled: false")
            #expect(response["connection"] == "close")
            #expect(try busy.isAtEnd())
            busy.close()
            await draining.value
        }
    }

    @Test("Draining answers all who had connected and sent a request, however many wait to be accepted")
    func drainBacklog() async throws {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let opening = Semaphore()
        let handler: RequestHandler = { request in
            if request.path == "/block" {
                begin.yield()
                // Blocks the only loop, so that nobody is accepted.
                opening.wait()
            }
            return Handlers.text("answered")
        }
        try await withServer(loops: 1, handler: handler) { server, address in
            let busy = try TestClient(address)
            try busy.send("GET /block HTTP/1.1\r\nHost: a\r\n\r\n")
            for await _ in begun { break }
            let waiting = try (0..<300).map { _ in try TestClient(address) }
            for client in waiting { try client.send(request) }
            let thread = BlockingExecutor()
            defer { thread.end() }
            let draining = Task(executorPreference: thread) { await server.drain() }
            // On the same thread, so that the server drains by then.
            await Task(executorPreference: thread) { opening.signal() }.value
            for client in [busy] + waiting {
                #expect(try client.response().text == "answered")
                client.close()
            }
            await draining.value
        }
    }

    /// Connects until nobody listens any more.
    private func refusal(_ address: BoundAddress) throws {
        while true { _ = try TestClient(address) }
    }

    @Test("Draining ends after its time-out, and cancels what is left")
    func drainTimeout() async throws {
        let gate = Gate()
        var limits = ServerLimits()
        limits.drainTimeout = .milliseconds(100)
        try await withServer(limits, handler: gate.handler) { server, address in
            let busy = try TestClient(address)
            try busy.send(request)
            await gate.untilBegun()
            await server.drain()
            #expect(throws: TestClient.Failure.self) { try busy.response() }
        }
    }

    @Test("Draining twice, and a server that was not started, returns")
    func drainAgain() async throws {
        try await withServer { server, _ in
            await server.drain()
            await server.drain()
        }
        let idle = Server(configuration: .init(address: .tcp(host: "127.0.0.1", port: 0)), handler: Handlers.ok)
        await idle.drain()
        idle.stop()
    }

    @Test("Stopping closes connections at once and cancels their requests")
    func stop() async throws {
        let gate = Gate()
        try await withServer(handler: gate.handler) { server, address in
            let busy = try TestClient(address)
            try busy.send(request)
            await gate.untilBegun()
            let idle = try TestClient(address)
            server.stop()
            #expect(throws: TestClient.Failure.self) { try busy.response() }
            #expect((try? idle.isAtEnd()) != false)
            await server.drain()
        }
    }

    @Test("Clients that are served while the server drains get whole answers")
    func drainUnderLoad() async throws {
        try await withServer(handler: Handlers.ok) { server, address in
            let clients = try (0..<50).map { _ in try TestClient(address) }
            for client in clients {
                try client.send(request)
                #expect(try client.response().text == "OK")
            }
            for client in clients { try client.send(request) }
            // On a thread of its own: the one of this test blocks, and the shared ones may be busy.
            let thread = BlockingExecutor()
            defer { thread.end() }
            let draining = Task(executorPreference: thread) { await server.drain() }
            for client in clients {
                #expect(try client.response().text == "OK")
                #expect(try client.isAtEnd())
                client.close()
            }
            await draining.value
        }
    }
}
