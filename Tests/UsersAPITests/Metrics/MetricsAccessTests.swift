import HTTPTypes
import SocketServer
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct MetricsAccessTests {
    private static let token = "a token for who scrapes"

    private static var settings: APISettings {
        get throws {
            var settings = APISettings(trustedProxies: try TrustedProxies(["127.0.0.1", "10.0.0.0/8", "unix"]))
            settings.metricsToken = token.replacing(" ", with: "-")
            return settings
        }
    }

    /// Where a request comes from, what it has, and the answer.
    private static let requests: [(address: String?, fields: [HTTPField.Name: String], status: Int)] = [
        ("127.0.0.1", [:], 200), ("127.8.9.10", [:], 200), ("::1", [:], 200), ("::ffff:127.0.0.1", [:], 200),
        ("::2", [:], 404), ("128.0.0.1", [:], 404), ("10.0.0.1", [:], 404), ("203.0.113.7", [:], 404), (nil, [:], 404),
        // What a header field says of the address never opens.
        ("203.0.113.7", [.xForwardedFor: "127.0.0.1"], 404), ("10.0.0.1", [.xForwardedFor: "127.0.0.1"], 404),
        ("10.0.0.1", [.xForwardedFor: "::1"], 404), (nil, [.xForwardedFor: "127.0.0.1"], 404),
        ("203.0.113.7", [.xRealIP: "127.0.0.1"], 404), ("203.0.113.7", [.forwarded: "for=127.0.0.1"], 404),
        // A proxy on this machine speaks for others.
        ("127.0.0.1", [.xForwardedFor: "203.0.113.7"], 404), ("127.0.0.1", [.xForwardedFor: "127.0.0.1"], 404),
        ("127.0.0.1", [.xForwardedFor: ""], 404), ("127.0.0.1", [.forwarded: "for=203.0.113.7"], 404),
        ("127.0.0.1", [.via: "1.1 proxy"], 404), ("127.0.0.1", [.xRealIP: "203.0.113.7"], 404),
        // The token opens from everywhere.
        ("203.0.113.7", [.authorization: "Bearer a-token-for-who-scrapes"], 200),
        (nil, [.authorization: "bearer a-token-for-who-scrapes"], 200),
        ("10.0.0.1", [.authorization: "Bearer a-token-for-who-scrapes", .xForwardedFor: "203.0.113.7"], 200),
        ("203.0.113.7", [.authorization: "Bearer a-token-for-who-scrape"], 404),
        ("203.0.113.7", [.authorization: "Bearer a-token-for-who-scrapes."], 404),
        ("203.0.113.7", [.authorization: "Bearer A-token-for-who-scrapes"], 404),
        ("203.0.113.7", [.authorization: "Basic a-token-for-who-scrapes"], 404),
        ("203.0.113.7", [.authorization: "Bearer "], 404), ("203.0.113.7", [.authorization: ""], 404),
        ("127.0.0.1", [.authorization: "Bearer nonsense"], 200),
    ]

    @Test(arguments: requests)
    func `The metrics are for the machine itself and for the token`(
        address: String?, fields: [HTTPField.Name: String], status: Int
    ) async throws {
        let client = try await TestClient(.sqlite, settings: Self.settings)
        let answer = try await client.send(.get, "/metrics", fields: fields, from: address)
        #expect(answer.status.code == status)
        guard status == 404 else {
            #expect(answer.fields[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.fields[.cacheControl] == "no-store")
            return
        }
        let unknown = try await client.send(.get, "/nowhere", fields: fields, from: address)
        #expect(answer.json["code"] == unknown.json["code"] && answer.json["detail"] == unknown.json["detail"])
    }

    @Test func `Without a token there is none that opens`() async throws {
        let client = try await TestClient(.sqlite)
        for authorization in ["Bearer ", "Bearer x", "Bearer nil", ""] {
            let answer = try await client.send(
                .get, "/metrics", fields: [.authorization: authorization], from: "203.0.113.7")
            #expect(answer.status == .notFound)
        }
        let admin = try await client.makeAdmin("admin@example.com")
        #expect(try await client.send(.get, "/metrics", token: admin.token).status == .notFound)
        #expect(try await client.send(.get, "/metrics", from: "127.0.0.1").status == .ok)
    }
}
