import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct IntrospectionTests {
    private static let path = "/api/v1/auth/introspect"
    private static let form: [HTTPField.Name: String] = [
        .contentType: "application/x-www-form-urlencoded; charset=utf-8"
    ]

    /// What a service is told of a token, in JSON; a form must say the same.
    private static func introspect(_ token: String, _ client: TestClient, by service: String) async throws -> JSONValue
    {
        let json = try await client.send(.post, path, ["token": .string(token)], token: service)
        var fields = form
        fields[.authorization] = "Bearer \(service)"
        let body = "token_type_hint=access_token&token=\(PercentEncoding.encode(token))"
        let form = try await client.send(.post, path, bytes: Array(body.utf8), fields: fields)
        #expect(json.status == .ok && form.status == .ok && json.json == form.json)
        #expect(json.fields[.cacheControl] == "no-store")
        return json.json
    }

    @Test(arguments: TestEngine.allCases)
    func `A good token is told with its holder`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let user = try await client.makeUser("jane@example.com", namespace: "tenant")
        let service = try await client.serviceToken(["can.introspect"], by: admin)
        let now = client.clock.now.milliseconds / 1000
        let sessions = try await client.send(.get, "/api/v1/users/me/sessions", token: user.token)
        let sid = try #require(sessions.json.elements.first?["id"])
        #expect(
            try await Self.introspect(user.token, client, by: service) == [
                "active": true, "sub": .string(user.id), "ns": "tenant", "sid": sid, "is_admin": false,
                "permissions": [], "exp": .integer(now + 900),
            ])
        let foreign = try await client.foreignToken(for: user.id)
        #expect(
            try await Self.introspect(foreign, client, by: service) == [
                "active": true, "sub": .string(user.id), "ns": "tenant", "is_admin": false, "permissions": [],
                "exp": .integer(now + 3600),
            ])
        // What the account may do now, not when the token was made.
        let change: JSONValue = ["is_admin": true, "permissions": ["can.register_users"]]
        _ = try await client.send(.patch, "/api/v1/admin/users/\(user.id)", change, token: admin.token)
        let changed = try await Self.introspect(user.token, client, by: service)
        #expect(changed["is_admin"] == true && changed["permissions"] == ["can.register_users"])

        let made = try await client.makeServiceToken(["Radmin-api"], by: admin)
        let told = try await Self.introspect(try #require(made.json["token"]?.text), client, by: service)
        #expect(
            told == [
                "active": true, "sub": .string(try made.id), "ns": "default", "is_admin": false,
                "permissions": ["can.manage_users", "can.manage_admins"], "exp": .integer(now + 3600),
            ])
    }

    @Test(arguments: TestEngine.allCases)
    func `Of a token that no request would be taken with, nothing is told`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let service = try await client.serviceToken(["can.introspect"], by: admin)
        let loggedOut = try await client.makeUser("out@example.com")
        _ = try await client.send(.post, "/api/v1/auth/logout", token: loggedOut.token)
        let disabled = try await client.makeUser("disabled@example.com")
        let foreign = try await client.foreignToken(for: disabled.id)
        _ = try await client.send(
            .patch, "/api/v1/admin/users/\(disabled.id)", ["is_active": false], token: admin.token)
        let revoked = try await client.makeServiceToken(["can.introspect"], by: admin)
        _ = try await client.send(.delete, "/api/v1/admin/tokens/\(try revoked.id)", token: admin.token)
        let user = try await client.makeUser("jane@example.com")
        let mails = try await client.deliver()
        let mailed = try #require(mails.first { $0.recipient == "jane@example.com" }?.link?.token)
        let tokens = [
            loggedOut.token, disabled.token, foreign, try #require(revoked.json["token"]?.text), user.refreshToken,
            mailed, "", "x", "usr_x", "ÿ.ÿ.ÿ", user.token + "x", String(repeating: "a", count: 20_000),
        ]
        for token in tokens {
            #expect(try await Self.introspect(token, client, by: service) == ["active": false], "\(token.prefix(60))")
        }
        #expect(try await Self.introspect(user.token, client, by: service)["active"] == true)
        client.clock.advance(by: .seconds(900))
        #expect(try await Self.introspect(user.token, client, by: service) == ["active": false])
    }

    @Test(arguments: TestEngine.allCases)
    func `A service of a tenant is told of that tenant's tokens alone`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com", namespace: "tenant")
        let service = try await client.serviceToken(["can.introspect"], by: admin)
        let insider = try await client.makeUser("jane@example.com", namespace: "tenant")
        let outsider = try await client.makeUser("jane@example.com")
        #expect(try await Self.introspect(insider.token, client, by: service)["active"] == true)
        #expect(try await Self.introspect(outsider.token, client, by: service) == ["active": false])
    }

    @Test func `Who may not introspect is refused, and nobody is told how to authenticate wrongly`() async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("root@example.com")
        let user = try await client.makeUser("jane@example.com")
        let service = try await client.serviceToken(["Radmin-api", "can.register_users"], by: admin)
        let body: JSONValue = ["token": .string(user.token)]
        for token in [admin.token, user.token, service] {
            #expect(try await client.send(.post, Self.path, body, token: token).code == "forbidden")
        }
        let missing = try await client.send(.post, Self.path, body)
        #expect(missing.code == "token_missing" && missing.fields[.wwwAuthenticate] == "Bearer")
        let bad = try await client.send(.post, Self.path, body, token: "usr_x")
        #expect(bad.code == "token_invalid")
        #expect(bad.fields[.wwwAuthenticate]?.contains(#"error="invalid_token""#) == true)
    }

    @Test(arguments: [
        ("{}", "application/json", 422), ("[]", "application/json", 422), (#"{"token":1}"#, "application/json", 422),
        ("{", "application/json", 400), ("", "application/json", 400), ("token=x", "text/plain", 415),
        ("hint=x", "application/x-www-form-urlencoded", 422), ("", "application/x-www-form-urlencoded", 400),
        ("token=%00", "application/x-www-form-urlencoded", 422),
        ("token=%ff", "application/x-www-form-urlencoded", 422),
    ])
    func `A request without a token to judge is refused`(body: String, type: String, status: Int) async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("root@example.com")
        let service = try await client.serviceToken(["can.introspect"], by: admin)
        let answer = try await client.send(
            .post, Self.path, bytes: Array(body.utf8),
            fields: [.contentType: type, .authorization: "Bearer \(service)"])
        #expect(answer.status.code == status, "\(answer.json)")
    }
}
