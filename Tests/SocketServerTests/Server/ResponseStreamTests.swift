import HTTPTypes
import SocketServer
import Testing

@Suite("Streamed responses")
struct ResponseStreamTests {
    private struct Broken: Error {}

    private static let handler: RequestHandler = { request in
        let length = request.query.flatMap { Int($0) }
        return Response(
            status: .ok,
            body: .stream(length: length) { writer in
                if request.path == "/fails" { throw Broken() }
                try await writer.write(Array("hello".utf8))
                if request.path == "/breaks" { throw Broken() }
                await Task.yield()
                try await writer.write(Array(" world".utf8))
            })
    }

    @Test("Are chunked, of a declared length, or end with an HTTP/1.0 connection")
    func framings() async throws {
        try await withServer(handler: Self.handler) { _, address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(
                    try client.response().chunks.map { String(decoding: $0, as: UTF8.self) } == ["hello", " world"])
                try client.send("GET /?11 HTTP/1.1\r\nHost: a\r\n\r\n")
                let declared = try client.response()
                #expect(declared["content-length"] == "11")
                #expect(declared.text == "hello world")
            }
            try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let old = try client.response()
            #expect(old["connection"] == "close")
            #expect(old["transfer-encoding"] == nil)
            #expect(old.text == "hello world")
        }
    }

    @Test("Leave the body out for HEAD")
    func head() async throws {
        try await withServer(handler: Self.handler) { _, address in
            let client = try TestClient(address)
            try client.send("HEAD /?11 HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response(toHead: true)["content-length"] == "11")
            #expect(try client.response(toHead: true).status == 200)
        }
    }

    @Test("Are 500 when they fail before the first byte")
    func failsEarly() async throws {
        try await withServer(handler: Self.handler) { _, address in
            let client = try TestClient(address)
            try client.send("GET /fails HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().status == 500)
        }
    }

    @Test("Break off where they fail, or write another length than they said", arguments: ["/breaks", "/?12", "/?10"])
    func breaks(target: String) async throws {
        try await withServer(handler: Self.handler) { _, address in
            let client = try TestClient(address)
            try client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(throws: TestClient.Failure.self) { try client.response() }
        }
    }

    @Test("A response larger than the socket's buffers arrives whole")
    func large() async throws {
        let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 >> 8) }
        try await withServer(handler: { _ in Response(status: .ok, body: .bytes(body)) }) { _, address in
            let client = try TestClient(address, receiveBuffer: 8192)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().body == body)
            #expect(try client.response().body == body)
        }
    }

    @Test("A writer waits for a client that does not read, and goes on when it does")
    func backPressure() async throws {
        let (counts, count) = AsyncStream.makeStream(of: Int.self)
        let handler: RequestHandler = { _ in
            Response(
                status: .ok,
                body: .stream(length: nil) { writer in
                    for index in 1...400 {
                        try await writer.write([UInt8](repeating: 1, count: 65536))
                        count.yield(index)
                    }
                    count.finish()
                })
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address, receiveBuffer: 8192)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            var written = counts.makeAsyncIterator()
            #expect(await written.next() == 1)
            // Another client is served while the first one's writer waits.
            let other = try TestClient(address)
            try other.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try other.response(toHead: true).status == 200)
            #expect(try client.response().body.count == 400 * 65536)
        }
    }
}
