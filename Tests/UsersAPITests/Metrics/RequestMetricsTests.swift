import CoreMetrics
import HTTPTypes
import Telemetry
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct RequestMetricsTests {
    /// A client whose metrics are its own.
    private func makeClient(
        _ engine: TestEngine = .sqlite, limitsRates: Bool = false
    ) async throws -> (TestClient, PrometheusRegistry) {
        let registry = PrometheusRegistry()
        var settings = APISettings(allowedOrigins: ["https://app.example"])
        settings.metrics = registry
        let client = try await withMetricsFactory(registry) {
            try await TestClient(engine, settings: settings, limitsRates: limitsRates)
        }
        return (client, registry)
    }

    @Test func `Requests count under the declared path, whatever they ask for`() async throws {
        let (client, registry) = try await makeClient()
        let admin = try await client.makeAdmin("admin@example.com")
        for number in 0..<50 {
            let id = String(repeating: "\(number % 10)", count: 24)
            _ = try await client.send(.get, "/api/v1/admin/users/\(id)", token: admin.token)
            _ = try await client.send(.get, "/nowhere/\(number)", token: admin.token)
            _ = try await client.send(try #require(.init("METHOD\(number)")), "/health")
        }
        _ = try await client.send(.head, "/health")
        _ = try await client.send(.get, "/api/v1/admin/users/%ff", token: admin.token)
        _ = try await client.send(
            .options, "/health", fields: [.origin: "https://app.example", .accessControlRequestMethod: "GET"])
        let lines = registry.exposition.split(separator: "\n").filter { $0.hasPrefix("http_requests_total") }
        #expect(
            lines.map { $0.dropFirst("http_requests_total".count) } == [
                #"{route="/api/v1/admin/users/{id}",method="GET",status="404"} 51"#,
                #"{route="/api/v1/auth/login",method="POST",status="200"} 1"#,
                #"{route="/health",method="GET",status="200"} 1"#,
                #"{route="unmatched",method="GET",status="404"} 50"#,
                #"{route="unmatched",method="OPTIONS",status="204"} 1"#,
                #"{route="unmatched",method="other",status="405"} 50"#,
            ])
        let page = try await client.send(.get, "/metrics", from: "127.0.0.1")
        #expect(page.shows("http_request_duration_seconds_count{route=\"unmatched\",method=\"other\"} 50\n"))
    }

    @Test func `Throttled requests and logins by their results are counted`() async throws {
        let (client, registry) = try await makeClient(limitsRates: true)
        _ = try await client.makeUser("jane@example.com")
        for _ in 0..<8 {
            _ = try await client.send(
                .post, "/api/v1/auth/login", ["email": "jane@example.com", "password": "not her password"])
        }
        let page = registry.exposition
        #expect(page.contains("http_throttled_requests_total 3\n"), "\(page)")
        #expect(page.contains("users_logins_total{result=\"invalid_credentials\"} 5\n"))
        #expect(page.contains("users_logins_total{result=\"throttled\"} 3\n"))
        #expect(page.contains("users_logins_total{result=\"success\"} 1\n"))
        client.refuse(.requestTimeout)
        #expect(registry.exposition.contains("http_server_answers_total{status=\"408\"} 1\n"))
    }

    @Test(arguments: TestEngine.allCases)
    func `Sessions are counted however they come and go`(engine: TestEngine) async throws {
        let (client, registry) = try await makeClient(engine)
        func expect(opened: Int, ended: Int, _ what: Comment) {
            let page = registry.exposition
            #expect(page.contains("users_sessions_opened_total \(opened)\n"), what)
            #expect(page.contains("users_sessions_ended_total \(ended)\n"), what)
        }
        let jane = try await client.makeUser("jane@example.com")
        expect(opened: 1, ended: 0, "a login")
        #expect(try await client.send(.post, "/api/v1/auth/logout", token: jane.token).status == .noContent)
        expect(opened: 1, ended: 1, "a logout")
        let first = try await client.logIn("jane@example.com")
        _ = try await client.logIn("jane@example.com")
        _ = try await client.send(.post, "/api/v1/auth/refresh", ["refresh_token": .string(first.refreshToken)])
        expect(opened: 3, ended: 1, "two logins and a refresh")
        let change: JSONValue = [
            "password": "another horse battery staple", "current_password": .string(TestClient.password),
        ]
        #expect(try await client.send(.patch, "/api/v1/users/me", change, token: first.token).status == .ok)
        expect(opened: 3, ended: 2, "a password")
        let body: JSONValue = ["current_password": "another horse battery staple"]
        _ = try await client.send(.delete, "/api/v1/users/me", body, token: first.token)
        expect(opened: 3, ended: 3, "a deletion")
    }
}
