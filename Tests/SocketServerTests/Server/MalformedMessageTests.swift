import HTTPTypes
import SocketServer
import Testing

@Suite("Malformed messages")
struct MalformedMessageTests {
    @Test("Each is answered at once, though its rest never comes, and the connection closed")
    func answers() async throws {
        try await withServer { _, address in
            for message in MalformedMessage.all {
                let client = try TestClient(address, timeout: 5)
                try client.send(message.text)
                let response = try client.response()
                #expect(response.status == message.status, "\(message.name)")
                #expect(response["connection"] == "close", "\(message.name)")
                #expect(try client.isAtEnd(), "\(message.name)")
            }
        }
    }

    @Test("A request before a malformed one is answered first")
    func pipelined() async throws {
        try await withServer { _, address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n : b")
            #expect(try client.response().status == 200)
            #expect(try client.response().status == 400)
            #expect(try client.isAtEnd())
        }
    }

    @Test("A handler's answer does not cover a malformed body that is there already")
    func unreadBody() async throws {
        try await withServer(handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!")
            #expect(try client.response().status == 400)
            #expect(try client.isAtEnd())
        }
    }

    @Test("The answer arrives though the client goes on sending")
    func lingering() async throws {
        try await withServer { _, address in
            let client = try TestClient(address)
            try client.send("BAD\r\n" + String(repeating: "x", count: 300_000))
            #expect(try client.response().status == 400)
            #expect(try client.isAtEnd())
        }
    }

    @Test("The configuration renders the server's own errors")
    func errorResponse() async throws {
        let configuration = ServerConfiguration(
            address: .tcp(host: "127.0.0.1", port: 0), loopCount: 1,
            errorResponse: { status in
                Response(
                    status: status, fields: [.contentType: "application/problem+json"],
                    body: .bytes(Array("{\"status\":\(status.code)}".utf8)))
            })
        let server = Server(configuration: configuration, handler: Handlers.ok)
        let client = try TestClient(try server.start())
        try client.send("GET / HTTP/3.0\r\n")
        let response = try client.response()
        #expect(response["content-type"] == "application/problem+json")
        #expect(response.text == "{\"status\":505}")
        server.stop()
    }
}
