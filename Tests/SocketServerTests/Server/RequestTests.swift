import HTTPTypes
import SocketServer
import Testing

@Suite("Requests")
struct RequestTests {
    @Test("A connection stays open for further requests")
    func keepAlive() async throws {
        try await withServer { _, address in
            let client = try TestClient(address)
            for number in 0..<5 {
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n\(number)x")
                let response = try client.response()
                #expect(response.text == "\(number)x")
                #expect(response["connection"] == nil)
                #expect(response["date"]?.hasSuffix(" GMT") == true)
            }
        }
    }

    @Test("Pipelined requests are answered in their order")
    func pipelining() async throws {
        let handler: RequestHandler = { request in
            // The first ones take the longest, so that haste would change the order.
            if request.path.utf8.count < 3 { await Task.yield() }
            return Handlers.text(request.path)
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            let paths = (0..<2000).map { "/\($0)" }
            try client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            for path in paths { #expect(try client.response().text == path) }
        }
    }

    @Test("A request may arrive byte by byte")
    func dribble() async throws {
        try await withServer { _, address in
            let client = try TestClient(address)
            let request =
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\nT: u\r\n\r\n"
            for byte in request.utf8 { try client.send([byte]) }
            #expect(try client.response().text == "abcde")
        }
    }

    @Test("The handler sees the request as it was sent")
    func request() async throws {
        let handler: RequestHandler = { request in
            let fields = request.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
            let address = "\(request.remoteAddress) \(request.authority ?? "-")"
            return Handlers.text("\(request.method) \(request.path) \(request.query ?? "-") \(address) \(fields)")
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send("GET /a%2Fb?c HTTP/1.1\r\nHost: x\r\nA: 1\r\nA: 2\r\n\r\n")
            #expect(try client.response().text == "GET /a%2Fb c 127.0.0.1 x Host=x|A=1|A=2")
            try client.send("DELETE http://y:80 HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try client.response().text == "DELETE / - 127.0.0.1 y:80 Host=x")
        }
    }

    @Test("HEAD has the length of the body, not the body")
    func head() async throws {
        try await withServer(handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                try client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.response(toHead: true)["content-length"] == "2")
            }
        }
    }

    @Test("204 and 304 have neither a body nor a length", arguments: [204, 304])
    func bodyless(status: Int) async throws {
        let handler: RequestHandler = { _ in Handlers.text("no", status: .init(code: status)) }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try client.response()
                #expect(response.status == status)
                #expect(response["content-length"] == nil)
            }
        }
    }

    @Test("Connection: close is honoured, whoever says it")
    func close() async throws {
        let handler: RequestHandler = { request in
            request.path == "/close" ? Response(status: .ok, fields: [.connection: "close"]) : Response(status: .ok)
        }
        try await withServer(handler: handler) { _, address in
            for request in [
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET /close HTTP/1.1\r\nHost: a\r\n\r\n",
            ] {
                let client = try TestClient(address)
                try client.send(request + "GET /never HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try client.response()
                #expect(response["connection"] == "close")
                #expect(response["content-length"] == "0")
                #expect(try client.isAtEnd())
            }
        }
    }

    @Test("HTTP/1.0 connections stay open only when asked")
    func http10() async throws {
        try await withServer(handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try client.response()["connection"] == "keep-alive")
            try client.send("GET / HTTP/1.0\r\n\r\n")
            #expect(try client.response()["connection"] == "close")
            #expect(try client.isAtEnd())
        }
    }

    @Test("Neither framing nor fields can be forged by a handler")
    func forgedFields() async throws {
        let handler: RequestHandler = { _ in
            var response = Handlers.text("OK")
            response.fields = [.contentLength: "99", .transferEncoding: "chunked", .location: "/a\r\nSet-Cookie: b"]
            return response
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try client.response()
            #expect(response["content-length"] == "2")
            #expect(response["transfer-encoding"] == nil)
            #expect(response["set-cookie"] == nil)
        }
    }

    @Test("A client may shut its side after the request")
    func halfClose() async throws {
        let handler: RequestHandler = { _ in
            await Task.yield()
            return Handlers.text("OK")
        }
        try await withServer(handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            client.shutdownWrite()
            #expect(try client.response().text == "OK")
            #expect(try client.response().text == "OK")
            #expect(try client.isAtEnd())
        }
    }

    @Test(
        "A request that is cut off is answered 400",
        arguments: ["GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe"])
    func cutOff(request: String) async throws {
        try await withServer { _, address in
            let client = try TestClient(address)
            try client.send(request)
            client.shutdownWrite()
            #expect(try client.response().status == 400)
            #expect(try client.isAtEnd())
        }
    }
}
