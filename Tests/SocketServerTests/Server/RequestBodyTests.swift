import HTTPTypes
import SocketServer
import Testing

@Suite("RequestBody")
struct RequestBodyTests {
    @Test("A body of several megabytes arrives whole, by length and by chunks", arguments: [true, false])
    func large(isChunked: Bool) async throws {
        let handler: RequestHandler = { request in
            var sum = 0, count = 0
            do {
                while let chunk = try await request.body.nextChunk() {
                    count += chunk.count
                    sum = chunk.reduce(sum) { $0 &+ Int($1) }
                }
            } catch {
                return Handlers.text("\(error)")
            }
            return Handlers.text("\(count) \(sum)")
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            let piece = [UInt8](repeating: 3, count: 100_000)
            let framing = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 5000000"
            try client.send("POST / HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n")
            for _ in 0..<50 { try client.send(isChunked ? Array("186a0\r\n".utf8) + piece + [13, 10] : piece) }
            if isChunked { try client.send("0\r\n\r\n") }
            #expect(try client.response().text == "5000000 15000000")
        }
    }

    @Test("A declared length over the handler's limit is refused before anything is read")
    func declaredTooLarge() async throws {
        try await withServer { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1048577\r\n\r\n")
            let response = try client.response()
            #expect(response.status == 413)
            #expect(response["connection"] == "close")
            #expect(try client.isAtEnd())
        }
    }

    @Test("A chunked body is counted while it comes")
    func chunkedTooLarge() async throws {
        try await withServer { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n")
            try client.send([UInt8](repeating: 0, count: 0x100001))
            #expect(try client.response().status == 413)
        }
    }

    @Test("100 Continue comes when the handler begins to read, and only then")
    func expectation() async throws {
        try await withServer { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
            #expect(try client.response().status == 100)
            try client.send("hello")
            #expect(try client.response().text == "hello")
        }
        try await withServer(handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
            #expect(try client.response().status == 200)
            #expect(try client.isAtEnd())
        }
    }

    @Test("A small body that nobody reads is passed over")
    func smallUnread() async throws {
        try await withServer(handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            for _ in 0..<3 {
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
                try client.send([UInt8](repeating: 0, count: 1000))
                #expect(try client.response().status == 200)
            }
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            #expect(try client.response().status == 200)
            try client.send("3\r\nabc\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().status == 200)
        }
    }

    @Test("A large body that nobody reads closes the connection, after the answer")
    func largeUnread() async throws {
        try await withServer(handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n")
            try client.send([UInt8](repeating: 0, count: 200_000))
            #expect(try client.response()["connection"] == "close")
            #expect(try client.isAtEnd())
        }
    }

    @Test("A body that turns malformed is answered 400, whatever the handler makes of it")
    func malformed() async throws {
        try await withServer { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
            try client.send("x")
            #expect(try client.response().status == 400)
            #expect(try client.isAtEnd())
        }
    }

    @Test("The server's limit for bodies holds without the handler")
    func hardLimit() async throws {
        var limits = ServerLimits()
        limits.body = 10
        try await withServer(limits) { _, address in
            let declared = try TestClient(address)
            try declared.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n")
            #expect(try declared.response().status == 413)
            let chunked = try TestClient(address)
            try chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n")
            #expect(try chunked.response().status == 413)
        }
    }

    @Test("A reset in the middle of a body ends the handler's wait")
    func reset() async throws {
        let (ends, end) = AsyncStream.makeStream(of: RequestBodyError?.self)
        let handler: RequestHandler = { request in
            do {
                _ = try await request.body.collect(upTo: 100)
            } catch {
                end.yield(error as? RequestBodyError)
            }
            return Response(status: .ok)
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
            #expect(try client.response().status == 100)
            client.reset()
            #expect(await ends.first { _ in true } == .disconnected)
        }
    }

    @Test("A body in memory reads like one from a socket")
    func memory() async throws {
        let body = RequestBody(Array("hello".utf8))
        #expect(body.declaredLength == 5)
        await #expect(throws: RequestBodyError.tooLarge(limit: 4)) { try await body.collect(upTo: 4) }
        #expect(try await body.collect(upTo: 5) == Array("hello".utf8))
        #expect(try await body.nextChunk() == nil)
        #expect(RequestBody().isEmpty)
        let chunked = RequestBody(Array("hello".utf8), isChunked: true)
        #expect(chunked.declaredLength == nil)
        await #expect(throws: RequestBodyError.tooLarge(limit: 4)) { try await chunked.collect(upTo: 4) }
    }
}
