import HTTPTypes
import SocketServer
import Synchronization
import Testing

@Suite struct PipeliningTests {
    private func request(_ path: String, _ method: String = "GET") -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    @Test func `answers of every kind come in the order of their requests, to a client that reads late too`()
        async throws
    {
        let large = String(repeating: "large", count: 8192)
        let handler: RequestHandler = { request in
            switch request.path.dropFirst().first {
            case "l": return Handlers.text(large)
            case "n": return Response(status: .noContent)
            case "c":
                return Response(
                    status: .ok, body: .stream(length: nil) { try await $0.write(Array("\(request.path)".utf8)) })
            case "y": await Task.yield()
            default: break
            }
            return Handlers.text(request.path)
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address, receiveBuffer: 4096)
            let paths = (0..<400).map { "/\(["small", "small", "yield", "large", "none", "chunks"][$0 * 7 % 6])\($0)" }
            try client.send(paths.map { request($0) }.joined())
            for path in paths {
                let answer = try client.response()
                switch path.dropFirst().first {
                case "l": #expect(answer.text == large)
                case "n": #expect(answer.status == 204)
                default: #expect(answer.text == path)
                }
            }
            try client.send(request("/end"))
            #expect(try client.response().text == "/end")
        }
    }

    @Test func `an answer does not wait for a slow request behind it, nor for the rest of one`() async throws {
        let (openings, opening) = AsyncStream.makeStream(of: Void.self)
        let handler: RequestHandler = { request in
            if request.path == "/slow" { for await _ in openings { break } }
            return Handlers.text(request.path)
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send(request("/1") + request("/2") + request("/slow") + request("/3") + "GET /4 HTTP/1.1\r\n")
            #expect(try client.response().text == "/1")
            #expect(try client.response().text == "/2")
            opening.yield()
            #expect(try client.response().text == "/slow")
            #expect(try client.response().text == "/3")
            try client.send("Host: a\r\n\r\n")
            #expect(try client.response().text == "/4")
        }
    }

    @Test func `a request is begun when those before it are answered`() async throws {
        let inWork = Atomic(0)
        let most = Atomic(0)
        let handler: RequestHandler = { request in
            let count = inWork.add(1, ordering: .relaxed).newValue
            most.max(count, ordering: .relaxed)
            for _ in 0..<3 { await Task.yield() }
            inWork.subtract(1, ordering: .relaxed)
            return Handlers.text(request.path)
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send((0..<100).map { request("/\($0)", "POST") }.joined())
            for path in 0..<100 { #expect(try client.response().text == "/\(path)") }
        }
        #expect(most.load(ordering: .relaxed) == 1)
    }

    @Test func `a client of many requests keeps others waiting for a few of them`() async throws {
        let served = Mutex<[String]>([])
        let other = Mutex<TestClientBox?>(nil)
        let handler: RequestHandler = { request in
            served.withLock { $0.append(request.path) }
            // The loop is at work on the first client's requests by now.
            if request.path == "/5" {
                try? other.withLock { try $0?.client.send("GET /other HTTP/1.1\r\nHost: a\r\n\r\n") }
            }
            return Handlers.text(request.path)
        }
        try await withServer(loops: 1, handler: handler) { _, address in
            let patient = try TestClient(address)
            try patient.send(request("/first"))
            #expect(try patient.response().text == "/first")
            other.withLock { $0 = TestClientBox(client: patient) }
            let greedy = try TestClient(address)
            try greedy.send((0..<2000).map { request("/\($0)") }.joined())
            for path in 0..<2000 { #expect(try greedy.response().text == "/\(path)") }
            #expect(try patient.response().text == "/other")
        }
        let place = try #require(served.withLock { $0.firstIndex(of: "/other") })
        #expect(place < 40)
    }

    @Test func `a request behind one that took too long is not cancelled with it`() async throws {
        var limits = ServerLimits()
        limits.requestTimeout = .milliseconds(50)
        limits.cancellationGrace = .seconds(10)
        let handler: RequestHandler = { request in
            // Until it is cancelled.
            if request.path == "/slow" { try? await Task.sleep(for: .seconds(60)) }
            return Handlers.text("\(request.path) \(Task.isCancelled)")
        }
        try await withServer(limits, handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send(request("/1") + request("/slow") + request("/2") + request("/3"))
            #expect(try client.response().text == "/1 false")
            #expect(try client.response().text == "/slow true")
            #expect(try client.response().text == "/2 false")
            #expect(try client.response().text == "/3 false")
        }
    }

    @Test func `what is behind a body that nobody read is answered, in a stream that has ended too`() async throws {
        let body = String(repeating: "b", count: 40000)
        let post = "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        // More than is read at once, so that the end is known before the last requests are begun.
        let paths = (0..<15).map { "/\($0)?" + String(repeating: "q", count: 2000) }
        try await withServer(loops: 1, handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.send(paths.map { request($0) }.joined() + post + request("/17") + request("/18"))
            client.shutdownWrite()
            for _ in 0..<18 { #expect(try client.response().status == 200) }
            #expect(try client.isAtEnd())
        }
    }

    @Test func `answers that are ready are sent before the connection ends`() async throws {
        let endings = [
            (last: "", status: 0), (last: "GARBAGE\r\n\r\n", status: 400), (last: "GET / HT", status: 400),
            (last: "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", status: 200),
        ]
        for ending in endings {
            try await withServer(handler: Handlers.ok) { _, address in
                let client = try TestClient(address)
                try client.send((0..<40).map { request("/\($0)") }.joined() + ending.last)
                client.shutdownWrite()
                for _ in 0..<40 { #expect(try client.response().status == 200) }
                if ending.status != 0 { #expect(try client.response().status == ending.status) }
                #expect(try client.isAtEnd())
            }
        }
    }
}

/// Lends a client to the handler of a test, which uses it while nobody else does.
private struct TestClientBox: @unchecked Sendable {
    // Sendable: the test waits for what the handler does with it.
    let client: TestClient
}
