import DocumentStore
import Glibc
import HTTPTypes
import Mail
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct RedeliveryTests {
    @Test(arguments: TestEngine.allCases)
    func `Instances that look at once send each mail once`(engine: TestEngine) async throws {
        let database = try engine.makeDatabase()
        let clock = TestClock()
        var clients: [TestClient] = []
        for _ in 0..<3 { clients.append(try await TestClient(store: database.open(), clock: clock)) }
        let emails = (0..<12).map { "user\($0)@example.com" }
        for email in emails { #expect(try await clients[0].tryRegister(email).status == .created) }
        let recipients = try await withThrowingTaskGroup(of: [String].self) { group in
            for client in clients { group.addTask { try await client.deliver().map(\.recipient) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(recipients.sorted() == emails.sorted())
    }

    @Test(arguments: TestEngine.allCases)
    func `A mail whose sender is gone is sent by another when a transfer can't last any longer`(
        engine: TestEngine
    ) async throws {
        let database = try engine.makeDatabase()
        let clock = TestClock()
        let server = try SilentServer()
        let mailer = Mailer(try MailURL("smtp://127.0.0.1:\(server.port)"))
        defer { mailer.shutDown() }
        let first = try await TestClient(store: database.open(), clock: clock, mailer: mailer)
        let second = try await TestClient(store: database.open(), clock: clock)
        #expect(try await first.tryRegister("jane@example.com").status == .created)
        let attempt = Task { try await first.deliver() }
        while !server.isConnected { await Task.yield() }
        #expect(try await second.deliver().isEmpty)
        clock.advance(by: .seconds(149))
        #expect(try await second.deliver().isEmpty)
        clock.advance(by: .seconds(1))
        #expect(try await second.deliver().map(\.recipient) == ["jane@example.com"])
        server.hangUp()
        #expect(try await attempt.value.isEmpty)
        clock.advance(by: .seconds(3600))
        #expect(try await second.deliver().isEmpty)
    }
}

/// Takes a connection on loopback, and never says a word.
private final class SilentServer {
    let port: UInt16
    private let descriptor: Int32
    private var connection: Int32 = -1

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) | listen(descriptor, 1) | getsockname(descriptor, pointer, &length)
            }
        }
        try #require(status == 0)
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit {
        hangUp()
        close(descriptor)
    }

    var isConnected: Bool {
        if connection < 0 { connection = accept(descriptor, nil, nil) }
        return connection >= 0
    }

    func hangUp() {
        if connection >= 0 { close(connection) }
        connection = -1
    }
}
