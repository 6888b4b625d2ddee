import SocketServer
import Testing

/// Tasks that answer one request after another, of any connections.
@Suite struct RestingTaskTests {
    private func request(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

    @Test func `requests that follow one another share a task`() async throws {
        let handler: RequestHandler = { _ in
            Handlers.text("\(withUnsafeCurrentTask { $0?.hashValue ?? 0 })")
        }
        try await withServer(loops: 1, handler: handler) { _, address in
            var tasks: Set<String> = []
            for _ in 0..<5 {
                let client = try TestClient(address)
                for _ in 0..<10 {
                    try client.send(request("/"))
                    tasks.insert(try client.response().text)
                }
            }
            #expect(tasks.count == 1)
        }
    }

    @Test func `what cancels a request cancels none after it`() async throws {
        var limits = ServerLimits()
        limits.requestTimeout = .milliseconds(50)
        limits.cancellationGrace = .seconds(10)
        let (events, event) = AsyncStream.makeStream(of: Bool.self)
        let handler: RequestHandler = { request in
            event.yield(Task.isCancelled)
            // Until it is cancelled.
            if request.path != "/" { try? await Task.sleep(for: .seconds(60)) }
            event.yield(Task.isCancelled)
            return Handlers.text("\(Task.isCancelled)")
        }
        try await withServer(limits, loops: 1, handler: handler) { _, address in
            let client = try TestClient(address)
            for path in ["/", "/slow", "/", "/", "/slow", "/"] {
                try client.send(request(path))
                #expect(try client.response().text == "\(path == "/slow")")
            }
            let gone = try TestClient(address)
            try gone.send(request("/gone"))
            var states = events.dropFirst(12).makeAsyncIterator()
            #expect(await states.next() == false)
            gone.reset()
            #expect(await states.next() == true)
            for _ in 0..<10 {
                try client.send(request("/"))
                #expect(try client.response().text == "false")
            }
        }
    }

    @Test func `after more requests at once than tasks rest the server goes on, and ends`() async throws {
        let handler: RequestHandler = { request in
            await Task.yield()
            return Handlers.text(request.path)
        }
        try await withServer(loops: 1, handler: handler) { server, address in
            let clients = try (0..<300).map { _ in try TestClient(address) }
            for round in 0..<5 {
                for client in clients { try client.send(request("/\(round)")) }
                for client in clients { #expect(try client.response().text == "/\(round)") }
            }
            for client in clients { client.close() }
            await server.drain()
        }
    }
}
