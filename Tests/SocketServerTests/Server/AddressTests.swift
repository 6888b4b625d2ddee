import Glibc
import SocketServer
import Testing

@Suite("Server addresses")
struct AddressTests {
    private let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private func temporaryPath() -> String { "/tmp/socket-server-\(UInt64.random(in: 0 ... .max)).sock" }

    @Test("Port 0 becomes a port that is told")
    func portZero() async throws {
        try await withServer(handler: Handlers.ok) { _, address in
            #expect(try #require(address.port) > 0)
            #expect(address.description == "127.0.0.1:\(address.port ?? 0)")
            let client = try TestClient(address)
            try client.send(request)
            #expect(try client.response().text == "OK")
        }
    }

    @Test("A wildcard IPv6 address also serves IPv4 clients, by their own address")
    func wildcard() async throws {
        let handler: RequestHandler = { Handlers.text("\($0.remoteAddress)") }
        try await withServer(address: .tcp(host: "::", port: 0), handler: handler) { _, address in
            let client = try TestClient(address)
            try client.send(request)
            #expect(try client.response().text == "127.0.0.1")
        }
    }

    @Test("A Unix socket serves, and its file goes with the server")
    func unix() async throws {
        let path = temporaryPath()
        let handler: RequestHandler = { Handlers.text("\($0.remoteAddress)") }
        try await withServer(address: .unix(path: path), handler: handler) { server, address in
            #expect(address == .unix(path: path))
            let client = try TestClient(address)
            try client.send(request)
            #expect(try client.response().text == "unix")
            client.close()
            await server.drain()
        }
        while access(path, F_OK) == 0 { await Task.yield() }
    }

    @Test("A stale Unix socket is replaced, one in use and other files are not")
    func unixInUse() async throws {
        let path = temporaryPath()
        try await withServer(address: .unix(path: path), handler: Handlers.ok) { _, _ in
            #expect(throws: ServerError.addressInUse) {
                try Server(configuration: .init(address: .unix(path: path)), handler: Handlers.ok).start()
            }
        }
        let file = temporaryPath()
        fclose(fopen(file, "w"))
        defer { unlink(file) }
        #expect(throws: ServerError.addressInUse) {
            try Server(configuration: .init(address: .unix(path: file)), handler: Handlers.ok).start()
        }
        let stale = temporaryPath()
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: stale.utf8) }
        let status = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(status == 0)
        close(descriptor)
        try await withServer(address: .unix(path: stale), handler: Handlers.ok) { _, address in
            let client = try TestClient(address)
            try client.send(request)
            #expect(try client.response().text == "OK")
        }
    }

    @Test("A busy port is an error, as is a second start")
    func inUse() async throws {
        try await withServer { server, address in
            let port = try #require(address.port)
            let second = Server(
                configuration: .init(address: .tcp(host: "127.0.0.1", port: port)), handler: Handlers.ok)
            #expect(throws: ServerError.addressInUse) { try second.start() }
            #expect(throws: ServerError.alreadyStarted) { try server.start() }
        }
    }

    @Test(
        "Addresses that can't be used are errors",
        arguments: [
            ServerAddress.tcp(host: "127.0.0.1", port: 65536), .tcp(host: "127.0.0.1", port: -1),
            .tcp(host: "no such host", port: 0), .tcp(host: "192.0.2.1", port: 0), .unix(path: ""),
            .unix(path: String(repeating: "a", count: 200)), .unix(path: "/nowhere/at/all"),
        ])
    func badAddress(address: ServerAddress) {
        #expect {
            try Server(configuration: .init(address: address), handler: Handlers.ok).start()
        } throws: { error in
            guard case ServerError.badAddress = error else { return false }
            return true
        }
    }
}
