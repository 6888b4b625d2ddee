import COpenSSL
import SocketServer
import Testing

@Suite struct TLSLoadTests {
    private let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `A flood of handshakes does not hold up a client that has its own behind it`() async throws {
        let identity = try TestCertificate(.longRSA).identity()
        try await withServer(loops: 1, tls: identity, handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.startTLS()
            var flood: [TestClient] = []
            for _ in 0..<200 {
                let handshake = try TestClient(address)
                try handshake.sendHello()
                flood.append(handshake)
            }
            // A loop that signed by itself would come to this client every few dozens of handshakes.
            var answers = 0
            while flood.contains(where: { !$0.hasInput }) {
                try client.send(request)
                #expect(try client.response().text == "OK")
                answers += 1
            }
            #expect(answers > 50)
        }
    }

    @Test func `A thousand connections are served`() async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let clients = try (0..<1000).map { _ in
                let client = try TestClient(address)
                try client.startTLS()
                return client
            }
            for _ in 0..<2 {
                for client in clients { try client.send(request) }
                for client in clients { #expect(try client.response().text == "OK") }
            }
        }
    }

    @Test func `Connections over the limit are closed, and there is room again when others go`() async throws {
        var limits = ServerLimits()
        limits.connections = 2
        try await withServer(limits, tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let clients = try (0..<2).map { _ in
                let client = try TestClient(address)
                try client.startTLS()
                return client
            }
            #expect(throws: TestClient.Failure.self) { try TestClient(address).startTLS() }
            for client in clients { client.close() }
            while true {
                let client = try TestClient(address)
                guard (try? client.startTLS()) != nil else { continue }
                try client.send(request)
                #expect(try client.response().text == "OK")
                break
            }
        }
    }
}
