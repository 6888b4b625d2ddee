import HTTPTypes
import SocketServer
import Testing

@Suite("Time-outs")
struct TimeoutTests {
    private func limits(_ change: (inout ServerLimits) -> Void) -> ServerLimits {
        var limits = ServerLimits()
        change(&limits)
        return limits
    }

    @Test("A head that does not end is answered 408, though bytes keep coming")
    func head() async throws {
        try await withServer(limits { $0.headTimeout = .milliseconds(200) }) { _, address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\n")
            let start = ContinuousClock.now
            while client.sendSome(Array("A: b\r\n".utf8)) > 0, ContinuousClock.now - start < .milliseconds(150) {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try client.response().status == 408)
            #expect(try client.isAtEnd())
        }
    }

    @Test("A body slower than the minimum rate is answered 408")
    func body() async throws {
        let limits = limits {
            $0.bodyGrace = .milliseconds(200)
            $0.requestTimeout = .milliseconds(50)
        }
        try await withServer(limits) { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nsome")
            #expect(try client.response().status == 408)
            #expect(try client.isAtEnd())
        }
    }

    @Test("A body above the minimum rate may take longer than the handler's own time")
    func steadyBody() async throws {
        let limits = limits {
            $0.bodyGrace = .milliseconds(400)
            $0.bodyMinimumRate = 10
            $0.requestTimeout = .milliseconds(100)
        }
        try await withServer(limits) { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
            for _ in 0..<10 {
                try client.send([UInt8](repeating: 97, count: 10))
                try await Task.sleep(for: .milliseconds(60))
            }
            #expect(try client.response().body.count == 100)
        }
    }

    @Test("Waiting to read a body takes nothing of the handler's time, up to a limit")
    func waiting() async throws {
        let handler: RequestHandler = { request in
            let wait = Duration.milliseconds(request.path == "/short" ? 300 : 10_000)
            do {
                try await request.body.waitToRead(upTo: .milliseconds(600)) { try await Task.sleep(for: wait) }
                return Handlers.text("read")
            } catch {
                return Handlers.text("cancelled", status: .serviceUnavailable)
            }
        }
        try await withServer(limits { $0.requestTimeout = .milliseconds(100) }, handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send("GET /short HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().status == 200)
            try client.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().status == 503)
        }
    }

    @Test("A body that is not there in the time that its handler gave it is answered 408, though bytes keep coming")
    func limitedBody() async throws {
        let handler: RequestHandler = { request in
            await request.body.limitTime(to: .milliseconds(300))
            _ = try? await request.body.collect(upTo: 1000)
            return Handlers.text("read")
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
            let start = ContinuousClock.now
            while client.sendSome([97]) > 0, ContinuousClock.now - start < .milliseconds(200) {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try client.response().status == 408)
        }
    }

    @Test("An idle connection is closed silently, before and after a request")
    func idle() async throws {
        try await withServer(limits { $0.idleTimeout = .milliseconds(200) }, handler: Handlers.ok) { _, address in
            let fresh = try TestClient(address)
            let used = try TestClient(address)
            try used.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try used.response().status == 200)
            #expect(try used.isAtEnd())
            #expect(try fresh.isAtEnd())
        }
    }

    @Test("A handler is cancelled in the end, and its own answer is sent")
    func cancellation() async throws {
        let handler: RequestHandler = { _ in
            try? await Task.sleep(for: .seconds(60))
            return Handlers.text("cancelled: \(Task.isCancelled)", status: .serviceUnavailable)
        }
        try await withServer(limits { $0.requestTimeout = .milliseconds(100) }, handler: handler) { _, address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try client.response()
                #expect(response.status == 503)
                #expect(response.text == "cancelled: true")
            }
        }
    }

    @Test("A handler that ignores cancellation is answered for with 503")
    func stubbornHandler() async throws {
        let (releases, release) = AsyncStream.makeStream(of: Void.self)
        let handler: RequestHandler = { _ in
            // An unstructured task does not inherit the cancellation.
            await Task { for await _ in releases {} }.value
            return Handlers.text("late")
        }
        let limits = limits {
            $0.requestTimeout = .milliseconds(50)
            $0.cancellationGrace = .milliseconds(50)
        }
        try await withServer(limits, handler: handler) { server, address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().text == "Service Unavailable\n")
            #expect(try client.isAtEnd())
            release.finish()
        }
    }

    @Test("A client that never reads is let go, its writer with it")
    func write() async throws {
        let (ends, end) = AsyncStream.makeStream(of: String.self)
        let handler: RequestHandler = { request in
            guard request.path == "/stream" else {
                return Response(status: .ok, body: .bytes([UInt8](repeating: 1, count: 20_000_000)))
            }
            return Response(
                status: .ok,
                body: .stream(length: nil) { writer in
                    do {
                        while true { try await writer.write([UInt8](repeating: 1, count: 65536)) }
                    } catch {
                        end.yield("\(error)")
                        throw error
                    }
                })
        }
        let limits = limits { $0.writeTimeout = .milliseconds(300) }
        try await withServer(limits, handler: handler) { server, address in
            let stream = try TestClient(address, receiveBuffer: 8192)
            try stream.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            let bytes = try TestClient(address, receiveBuffer: 8192)
            try bytes.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await ends.first { _ in true } == "disconnected")
            // Nothing is left to wait for once both are gone.
            await server.drain()
            #expect(throws: TestClient.Failure.self) { try bytes.response() }
        }
    }

    @Test("A stream that stops writing is broken off")
    func stalledStream() async throws {
        let handler: RequestHandler = { _ in
            Response(
                status: .ok,
                body: .stream(length: nil) { writer in
                    try await writer.write([97])
                    try await Task.sleep(for: .seconds(60))
                })
        }
        try await withServer(limits { $0.writeTimeout = .milliseconds(200) }, handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(throws: TestClient.Failure.self) { try client.response() }
        }
    }
}
