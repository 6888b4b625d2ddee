import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct CrossOriginTests {
    private static let origin = "https://app.example"

    private func preflight(_ client: TestClient, from origin: String) async throws -> Answer {
        try await client.send(
            .options, "/api/v1/users/me",
            fields: [.origin: origin, .accessControlRequestMethod: "PATCH"])
    }

    @Test func `An allowed origin may preflight and read, another may not`() async throws {
        let client = try await TestClient(.sqlite, settings: APISettings(allowedOrigins: [Self.origin]))
        let allowed = try await preflight(client, from: Self.origin)
        #expect(allowed.status == .noContent && allowed.fields[.accessControlAllowOrigin] == Self.origin)
        #expect(allowed.fields[.accessControlAllowMethods]?.contains("PATCH") == true)
        #expect(
            allowed.fields[.accessControlAllowHeaders]
                == "Authorization, Content-Type, If-Match, If-None-Match, X-Request-Id, x-customer-id, x-user-id")
        #expect(allowed.fields[.accessControlAllowCredentials] == nil && allowed.fields[.vary] == "Origin")

        let other = try await preflight(client, from: "https://evil.example")
        #expect(other.fields[.accessControlAllowOrigin] == nil)

        let answer = try await client.send(.get, "/api/v1/users/me", fields: [.origin: Self.origin])
        #expect(answer.fields[.accessControlAllowOrigin] == Self.origin)
        #expect(
            answer.fields[.accessControlExposeHeaders]
                == "ETag, Link, Location, Retry-After, X-Request-Id, X-Total-Count")
        #expect(try await client.send(.get, "/health").fields[.vary] == "Origin")
    }

    @Test func `All origins may, without credentials, where that is set`() async throws {
        let client = try await TestClient(.sqlite, settings: APISettings(allowedOrigins: ["*"]))
        let allowed = try await preflight(client, from: "https://any.example")
        #expect(allowed.fields[.accessControlAllowOrigin] == "*")
        #expect(allowed.fields[.accessControlAllowCredentials] == nil)
    }

    @Test func `Without the setting no origin may`() async throws {
        let client = try await TestClient(.sqlite)
        #expect(try await preflight(client, from: Self.origin).fields[.accessControlAllowOrigin] == nil)
    }
}
