import HTTPTypes
import SocketServer
import Testing
import ThreadPool

@Suite("Connections")
struct ConnectionTests {
    private let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("A thousand idle connections and a slow sender leave others alone")
    func idleConnections() async throws {
        try await withServer(handler: Handlers.ok) { _, address in
            let idle = try (0..<1000).map { _ in try TestClient(address) }
            let slow = try TestClient(address)
            try slow.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Le")
            let client = try TestClient(address)
            for _ in 0..<200 {
                try client.send(request)
                #expect(try client.response().text == "OK")
            }
            try slow.send("ngth: 0\r\n\r\n")
            #expect(try slow.response().text == "OK")
            for client in idle[990...] {
                try client.send(request)
                #expect(try client.response().text == "OK")
            }
        }
    }

    @Test("Clients over the limit are answered 503 until there is room again")
    func limit() async throws {
        var limits = ServerLimits()
        limits.connections = 3
        try await withServer(limits, handler: Handlers.ok) { _, address in
            let clients = try (0..<3).map { _ in try TestClient(address) }
            for client in clients {
                try client.send(request)
                #expect(try client.response().status == 200)
            }
            let excess = try TestClient(address)
            let refusal = try excess.response()
            #expect(refusal.status == 503)
            #expect(refusal["connection"] == "close")
            #expect(try excess.isAtEnd())
            excess.close()
            clients[0].close()
            // The server may learn of the two ends after the next client.
            var status = 503
            while status == 503 {
                let next = try TestClient(address)
                _ = next.sendSome(Array(request.utf8))
                status = try next.response().status
            }
            #expect(status == 200)
        }
    }

    @Test("Connections that come and go by the thousand, with and without a reset, leave nothing behind")
    func churn() async throws {
        var limits = ServerLimits()
        limits.connections = 50
        try await withServer(limits, handler: Handlers.ok) { server, address in
            for index in 0..<2000 {
                let client = try TestClient(address)
                try client.send(request)
                #expect(try client.response().status == 200)
                if index % 3 == 0 { client.reset() } else { client.close() }
            }
            await server.drain()
        }
    }

    @Test("A handler is cancelled when its client is gone")
    func cancelled() async throws {
        let (events, event) = AsyncStream.makeStream(of: String.self)
        let handler: RequestHandler = { _ in
            event.yield("begun")
            try? await Task.sleep(for: .seconds(60))
            event.yield("cancelled: \(Task.isCancelled)")
            return Response(status: .ok)
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send(request)
            var iterator = events.makeAsyncIterator()
            #expect(await iterator.next() == "begun")
            client.reset()
            #expect(await iterator.next() == "cancelled: true")
        }
    }

    @Test("Many clients at once are all answered", arguments: [1, 4])
    func concurrency(loops: Int) async throws {
        // Away from the loop and back, as a handler that blocks does it.
        let pool = ThreadPool(name: "test", threads: 2, queueLimit: 1000)
        defer { pool.shutDown() }
        let handler: RequestHandler = { request in
            try? await pool.run {}
            return await Handlers.echo(request)
        }
        try await withServer(loops: loops, handler: handler) { _, address in
            let clients = try (0..<100).map { _ in try TestClient(address) }
            for round in 0..<20 {
                for (index, client) in clients.enumerated() {
                    let body = "\(round) \(index)"
                    try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
                }
                for (index, client) in clients.enumerated() {
                    #expect(try client.response().text == "\(round) \(index)")
                }
            }
        }
    }

    @Test("A request that is large beside the buffers is read as the handler asks for it")
    func uploadBackPressure() async throws {
        let (permits, permit) = AsyncStream.makeStream(of: Void.self)
        let handler: RequestHandler = { request in
            for await _ in permits { break }
            var count = 0
            while let chunk = try? await request.body.nextChunk() { count += chunk.count }
            return Handlers.text("\(count)")
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            let size = 60 << 20
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(size)\r\n\r\n")
            let bytes = [UInt8](repeating: 0, count: 1 << 20)
            var sent = 0
            // The kernel's buffers fill up, because the handler does not read.
            while sent < size {
                let count = client.sendSome(bytes)
                guard count > 0 else { break }
                sent += count
            }
            #expect(sent < size)
            permit.yield()
            while sent < size {
                let piece = Array(bytes.prefix(size - sent))
                try client.send(piece)
                sent += piece.count
            }
            #expect(try client.response().text == "\(size)")
        }
    }
}
