import COpenSSL
import HTTPTypes
import SocketServer
import Testing

@Suite struct TLSConnectionTests {
    private let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private func post(_ body: [UInt8]) -> [UInt8] {
        Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
    }

    /// Answers with so many bytes, in memory or as a stream.
    private static let many: RequestHandler = { request in
        let body = [UInt8](repeating: 97, count: 4_000_000)
        guard request.path == "/stream" else { return Response(status: .ok, body: .bytes(body)) }
        return Response(
            status: .ok,
            body: .stream(length: nil) { writer in
                for _ in 0..<400 { try await writer.write(Array(body.prefix(10_000))) }
            })
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `A connection takes one request after the other`(version: Int32) async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.echo) { _, address in
            let client = try TestClient(address)
            try client.startTLS(version: version)
            for count in [0, 1, 1000, 16_384, 16_385, 100_000] {
                let body = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
                try client.send(post(body))
                #expect(try client.response().body == body)
            }
        }
    }

    @Test func `Pipelined requests are answered in their order, in one record and in many`() async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.echo) { _, address in
            let client = try TestClient(address)
            try client.startTLS()
            let requests = (0..<100).map { post(Array("request \($0)".utf8)) }
            try client.send(requests.flatMap { $0 })
            for index in 0..<100 { #expect(try client.response().text == "request \(index)") }
            for request in requests { try client.send(request) }
            for index in 0..<100 { #expect(try client.response().text == "request \(index)") }
        }
    }

    @Test func `A head that comes byte by byte, each in a record, is read`() async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.startTLS()
            for byte in request.utf8 { try client.send([byte]) }
            #expect(try client.response().text == "OK")
        }
    }

    @Test func `A large body comes whole`() async throws {
        let handler: RequestHandler = { request in
            let count = (try? await request.body.collect(upTo: 4 << 20).count) ?? -1
            return Handlers.text("\(count)")
        }
        try await withServer(tls: try TestCertificate().identity(), handler: handler) { _, address in
            let client = try TestClient(address)
            try client.startTLS()
            for _ in 0..<2 {
                try client.send(post([UInt8](repeating: 97, count: 2 << 20)))
                #expect(try client.response().text == "\(2 << 20)")
            }
        }
    }

    @Test(arguments: ["/", "/stream"])
    func `A large answer goes whole, to a client that reads late, too`(path: String) async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Self.many) { _, address in
            let client = try TestClient(address, receiveBuffer: 4096)
            try client.startTLS()
            for _ in 0..<2 {
                try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.response().body.count == 4_000_000)
            }
        }
    }

    @Test func `A client that has said its last is answered, and told the end`() async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.startTLS()
            try client.send(request)
            client.shutdownWrite()
            #expect(try client.response().text == "OK")
            // A `close_notify` is the end; a connection that just ends would be an error.
            #expect(try client.isAtEnd())
        }
    }

    @Test func `A connection that is closed after its answer says so`() async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.startTLS()
            try client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(try client.response().text == "OK")
            #expect(try client.isAtEnd())
        }
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `A session is resumed by its ticket, without early data`(version: Int32) async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let first = try TestClient(address)
            try first.startTLS(version: version)
            try first.send(request)
            #expect(try first.response().text == "OK")
            let ticket = try #require(first.tls?.ticket)
            #expect(ticket.earlyData == 0)
            let second = try TestClient(address)
            try second.startTLS(version: version, resuming: ticket)
            #expect(second.tls?.isResumed == true)
            try second.send(request)
            #expect(try second.response().text == "OK")
        }
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}garbage", "\n", "\0\0\0\0\0\0\0\0",
    ])
    func `What is no handshake harms nobody`(bytes: String) async throws {
        var limits = ServerLimits()
        limits.handshakeTimeout = .milliseconds(300)
        try await withServer(limits, tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.startTLS()
            let stranger = try TestClient(address)
            try stranger.send(bytes)
            // Either an alert and the end or a reset, which bytes that were not read bring about.
            #expect((try? stranger.rest().starts(with: Array("HTTP".utf8))) != true)
            try client.send(request)
            #expect(try client.response().text == "OK")
        }
    }

    @Test(arguments: [[], [0x16], [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3]] as [[UInt8]])
    func `A handshake that does not end is closed in time, though bytes come`(start: [UInt8]) async throws {
        var limits = ServerLimits()
        limits.handshakeTimeout = .milliseconds(300)
        try await withServer(limits, tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            let begin = ContinuousClock.now
            try client.send(start)
            #expect(try client.isAtEnd())
            #expect(ContinuousClock.now - begin < .seconds(5))
        }
    }

    @Test func `A client that goes away in the midst of its handshake, or after it, harms nobody`() async throws {
        try await withServer(tls: try TestCertificate(.rsa).identity(), handler: Handlers.ok) { _, address in
            for _ in 0..<20 {
                try TestClient(address).reset()
                let halfway = try TestClient(address)
                try halfway.sendHello()
                halfway.reset()
                let complete = try TestClient(address)
                try complete.startTLS()
                try complete.send(request)
                complete.reset()
            }
            let client = try TestClient(address)
            try client.startTLS()
            try client.send(request)
            #expect(try client.response().text == "OK")
        }
    }

    @Test func `Another certificate is for new connections, and open ones go on`() async throws {
        let second = try TestCertificate(.rsa, name: "second").identity()
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.ok) { server, address in
            let open = try TestClient(address)
            try open.startTLS()
            try open.send(request)
            #expect(try open.response().text == "OK")
            server.replaceTLS(with: second)
            let new = try TestClient(address)
            // Its ticket is of the former certificate: the handshake is a whole one.
            try new.startTLS(resuming: open.tls?.ticket)
            #expect(open.tls?.serverName == "/CN=first" && new.tls?.serverName == "/CN=second")
            #expect(new.tls?.isResumed == false)
            for client in [open, new] {
                try client.send(request)
                #expect(try client.response().text == "OK")
            }
        }
    }

    @Test func `Draining closes idle connections and those without a handshake, and finishes the rest`() async throws {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let (openings, opening) = AsyncStream.makeStream(of: Void.self)
        let handler: RequestHandler = { _ in
            begin.yield()
            for await _ in openings { break }
            return Handlers.text("OK")
        }
        try await withServer(tls: try TestCertificate().identity(), handler: handler) { server, address in
            let silent = try TestClient(address)
            let idle = try TestClient(address)
            try idle.startTLS()
            let busy = try TestClient(address)
            try busy.startTLS()
            try busy.send(request)
            for await _ in begun { break }
            let thread = BlockingExecutor()
            defer { thread.end() }
            let start = ContinuousClock.now
            let draining = Task(executorPreference: thread) { await server.drain() }
            #expect(try silent.isAtEnd())
            #expect(try idle.isAtEnd())
            #expect(ContinuousClock.now - start < .seconds(5))
            opening.yield()
            let response = try busy.response()
            #expect(response.text == "OK" && response["connection"] == "close")
            #expect(try busy.isAtEnd())
            for client in [silent, idle, busy] { client.close() }
            await draining.value
        }
    }
}
