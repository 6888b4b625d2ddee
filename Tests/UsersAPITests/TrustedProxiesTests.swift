import DocumentStore
import HTTPTypes
import SocketServer
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct TrustedProxiesTests {
    /// Who a request from `peer` with these lines of `X-Forwarded-For` comes from.
    private func client(_ trusted: [String], _ peer: String, _ lines: [String]) throws -> String {
        let request = Request(
            method: .get, path: "/",
            fields: RequestFields(lines.map { (name: "x-forwarded-for", value: $0) }),
            remoteAddress: PeerAddress(peer) ?? .unix)
        return try TrustedProxies(trusted).clientAddress(of: request).description
    }

    @Test(arguments: [
        ("10.0.0.1", ["203.0.113.7"], "203.0.113.7"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["6.6.6.6, 203.0.113.7"], "203.0.113.7"),
        ("10.0.0.1", ["10.9.9.9, 6.6.6.6,203.0.113.7 ,\t10.0.0.2"], "203.0.113.7"),
        ("10.0.0.1", ["6.6.6.6", "203.0.113.7", "10.0.0.2"], "203.0.113.7"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", ["garbage, 203.0.113.7, 10.0.0.2"], "203.0.113.7"),
        ("10.0.0.1", ["203.0.113.7, garbage, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["203.0.113.7, garbage"], "10.0.0.1"), ("10.0.0.1", ["203.0.113.7,"], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"), ("10.0.0.1", ["unix"], "10.0.0.1"), ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("192.168.7.9", ["203.0.113.7"], "203.0.113.7"), ("192.168.7.8", ["203.0.113.7"], "192.168.7.8"),
        ("fd00::1", ["2001:db8::1"], "2001:db8::1"), ("fd01::1", ["2001:db8::1"], "fd01::1"),
        ("203.0.113.9", ["10.0.0.1"], "203.0.113.9"), ("203.0.113.9", ["6.6.6.6, 10.0.0.1"], "203.0.113.9"),
        ("unix", ["203.0.113.7"], "unix"),
    ])
    func `The first address from the right that is no proxy's is the client's`(
        peer: String, lines: [String], expected: String
    ) throws {
        #expect(try client(["10.0.0.0/8", "192.168.7.9", "fd00::/16"], peer, lines) == expected)
    }

    @Test(arguments: [
        ("203.0.113.7:51234", "203.0.113.7"), ("[2001:db8::1]", "2001:db8::1"), ("[2001:db8::1]:443", "2001:db8::1"),
        ("2001:DB8:0::1", "2001:db8::1"), ("::ffff:203.0.113.7", "203.0.113.7"),
        ("[::ffff:203.0.113.7]:1", "203.0.113.7"),
        ("203.0.113.7:", "10.0.0.1"), ("203.0.113.7:123456", "10.0.0.1"), ("203.0.113.7:http", "10.0.0.1"),
        ("[203.0.113.7]", "10.0.0.1"), ("[2001:db8::1", "10.0.0.1"), ("[2001:db8::1]443", "10.0.0.1"),
        ("[2001:db8::1]:", "10.0.0.1"), ("fe80::1%eth0", "10.0.0.1"), ("\"203.0.113.7\"", "10.0.0.1"),
        ("203.0.113.7 203.0.113.8", "10.0.0.1"), ("0xcb.0.113.7", "10.0.0.1"), ("3405803783", "10.0.0.1"),
        ("203.0.113.7" + String(repeating: " ", count: 100), "10.0.0.1"), ("\u{301}203.0.113.7", "10.0.0.1"),
    ])
    func `An entry is an address as proxies write it, or the walk ends`(entry: String, expected: String) throws {
        #expect(try client(["10.0.0.1"], "10.0.0.1", [entry]) == expected)
        #expect(try client(["10.0.0.1"], "10.0.0.1", ["6.6.6.6,\(entry)"]) == expected)
    }

    @Test func `Nobody is trusted unless told so`() throws {
        #expect(try client([], "10.0.0.1", ["203.0.113.7"]) == "10.0.0.1")
        #expect(try client([], "unix", ["203.0.113.7"]) == "unix")
        #expect(try client(["0.0.0.0/0", "::/0"], "unix", ["203.0.113.7"]) == "unix")
        #expect(try client(["unix"], "unix", ["203.0.113.7"]) == "203.0.113.7")
        #expect(try client(["unix"], "10.0.0.1", ["203.0.113.7"]) == "10.0.0.1")
    }

    @Test(arguments: [(["unix"], "203.0.113.7"), ([], "unix")])
    func `A session remembers the client's address`(trusted: [String], expected: String) async throws {
        let settings = APISettings(trustedProxies: try TrustedProxies(trusted))
        let client = try await TestClient(.sqlite, settings: settings)
        let user = try await client.makeUser("jane@example.com")
        let login = try await client.send(
            .post, "/api/v1/auth/login",
            bytes: Array(#"{"email":"jane@example.com","password":"\#(TestClient.password)"}"#.utf8),
            fields: [.contentType: "application/json", .xForwardedFor: "6.6.6.6, 203.0.113.7"])
        #expect(login.status == .ok)
        let users = CollectionDefinition(name: "users", indexes: [])
        let id = try #require(ObjectID(hex: user.id))
        let account = try #require(try await client.store.find(id: .objectID(id), in: users))
        guard case .array(let sessions) = account["sessions"], case .document(let session) = sessions.last else {
            Issue.record("no session is stored")
            return
        }
        #expect(session["ip"] == .string(expected))
    }

    @Test func `Ten thousand entries are walked over no further than to the bound`() throws {
        let proxies = (0..<10_000).map { "10.0.\($0 / 250).\($0 % 250)" }
        let walked = try client(["10.0.0.0/8"], "10.0.0.1", [proxies.joined(separator: ", ")])
        #expect(walked == proxies[proxies.count - TrustedProxies.maximumEntries])
        let forged = String(repeating: "6.6.6.6,", count: 10_000) + "203.0.113.7"
        #expect(try client(["10.0.0.0/8"], "10.0.0.1", [forged]) == "203.0.113.7")
        #expect(try client(["10.0.0.0/8"], "10.0.0.1", [String(repeating: "x", count: 1_000_000)]) == "10.0.0.1")
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3/8", "10.9.9.9", true),
        ("10.0.0.0/9", "10.127.0.1", true), ("10.0.0.0/9", "10.128.0.1", false), ("0.0.0.0/0", "203.0.113.7", true),
        ("0.0.0.0/0", "2001:db8::1", false), ("10.0.0.1", "10.0.0.1", true), ("10.0.0.1/32", "10.0.0.2", false),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
        ("::/0", "10.0.0.1", false), ("::ffff:10.0.0.0/104", "10.9.9.9", true), ("::1", "::1", true),
        ("::ffff:10.0.0.0/104", "11.0.0.1", false),
    ])
    func `A block holds what shares its prefix`(block: String, address: String, isInside: Bool) throws {
        let address = try #require(PeerAddress(address))
        #expect(try #require(AddressBlock(block)).contains(address) == isInside)
    }

    @Test(arguments: [
        "", "loopback", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0/8",
        "::/129", "::ffff:10.0.0.0/8", "10.0.0.0/99999999999999999999", "[::1]", "*",
    ])
    func `What is no block is refused by name`(entry: String) {
        #expect(throws: TrustedProxyError(entry: entry)) { try TrustedProxies(["10.0.0.1", entry]) }
    }
}
