import HTTPTypes
import SocketServer
import Testing

/// What a proxy and this server might read differently: where one message ends and the next begins (RFC 9112 §11.2).
@Suite("Smuggling")
struct SmugglingTests {
    private static let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("No request is read behind a malformed message")
    func malformed() async throws {
        let log = RequestLog()
        try await withServer(handler: log.handler) { _, address in
            for message in MalformedMessage.all {
                let client = try TestClient(address, timeout: 5)
                try client.send(message.text + Self.next)
                let response = try client.response()
                #expect(response.status == message.status, "\(message.name)")
                #expect(response["connection"] == "close", "\(message.name)")
                #expect(try client.isAtEnd(), "\(message.name)")
                // The head of a body that is malformed is a request.
                let paths = Set(log.take().map { $0.split(separator: " ")[1] })
                #expect(paths.isSubset(of: ["/"]), "\(message.name)")
            }
        }
    }

    @Test("A message ends where its framing says, at once and byte by byte")
    func framed() async throws {
        let log = RequestLog()
        try await withServer(handler: log.handler) { _, address in
            for message in FramedMessage.all {
                let bytes = Array((message.text + Self.next).utf8)
                for pieces in [[bytes], bytes.map { [$0] }] {
                    let client = try TestClient(address, timeout: 5)
                    for piece in pieces where client.sendSome(piece) < piece.count { break }
                    for request in message.requests {
                        #expect(try client.response(toHead: request.hasPrefix("HEAD")).status == 200, "\(message.name)")
                    }
                    if !message.isLast { #expect(try client.response().status == 200, "\(message.name)") }
                    client.shutdownWrite()
                    #expect(try client.isAtEnd(), "\(message.name)")
                    #expect(log.take() == message.requests + (message.isLast ? [] : ["GET /next "]), "\(message.name)")
                }
            }
        }
    }
}
