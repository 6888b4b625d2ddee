import Accounts
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct LoginTests {
    @Test(arguments: TestEngine.allCases)
    func `A login answers tokens and the user`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let answer = try await client.send(
            .post, "/api/v1/auth/login",
            ["email": "JANE@example.com", "password": .string(TestClient.password), "unknown": 1])
        #expect(answer.status == .ok)
        #expect(answer.json["token_type"] == "bearer" && answer.json["expires_in"] == 900)
        #expect(answer.json["user"]?["id"] == .string(user.id))
        #expect(answer.json["user"]?["last_login_at"] != nil)
        // A login is no change of what clients see.
        #expect(answer.json["user"]?["version"] == 1)
        #expect(answer.fields[.cacheControl] == "no-store")
    }

    @Test func `Either field takes an identifier, both are refused`() async throws {
        let client = try await TestClient(.sqlite)
        _ = try await client.makeUser("jane@example.com")
        let password = JSONValue.string(TestClient.password)
        let byUsername = try await client.send(
            .post, "/api/v1/auth/login", ["username": "jane@example.com", "password": password])
        #expect(byUsername.status == .ok)
        let both = try await client.send(
            .post, "/api/v1/auth/login", ["email": "jane@example.com", "username": "x", "password": password])
        #expect(both.status == .unprocessableContent && both.problemFields == ["username"])
        let neither = try await client.send(.post, "/api/v1/auth/login", ["password": password])
        #expect(neither.status == .unprocessableContent && neither.problemFields == ["email"])
    }

    @Test(arguments: TestEngine.allCases)
    func `Unknown, wrong and inactive are one and the same answer`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        _ = try await client.makeUser("jane@example.com")
        let inactive = try await client.makeUser("gone@example.com")
        let disabled = try await client.send(
            .patch, "/api/v1/admin/users/\(inactive.id)", ["is_active": false], token: admin.token)
        #expect(disabled.status == .ok)
        var bodies: Set<String> = []
        let password = JSONValue.string(TestClient.password)
        let attempts: [(JSONValue, JSONValue)] = [
            ("nobody@example.com", password), ("jane@example.com", "not the password"), ("gone@example.com", password),
            ("jane@example.com", ""), ("", password), ("Jane", password),
        ]
        for (email, password) in attempts {
            let answer = try await client.send(.post, "/api/v1/auth/login", ["email": email, "password": password])
            #expect(answer.status == .unauthorized && answer.code == "invalid_credentials")
            #expect(answer.fields[.wwwAuthenticate] == "Bearer")
            guard case .object(var members) = answer.json else { continue }
            members["request_id"] = nil
            bodies.insert("\(JSONValue.object(members).sorted)")
        }
        #expect(bodies.count == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `A 51st session ends the first one`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let first = try await client.makeUser("jane@example.com")
        var last = first
        for _ in 0..<50 { last = try await client.logIn("jane@example.com") }
        #expect(try await client.send(.get, "/api/v1/users/me", token: first.token).code == "token_invalid")
        #expect(try await client.send(.get, "/api/v1/users/me", token: last.token).status == .ok)
    }

    @Test func `A password that bcrypt would cut is checked whole`() async throws {
        let client = try await TestClient(.sqlite)
        let long = String(repeating: "long password ", count: 10)
        let body: JSONValue = ["email": "jane@example.com", "username": "Jane", "password": .string(long)]
        #expect(try await client.send(.post, "/api/v1/auth/register", body).status == .created)
        _ = try await client.logIn("jane@example.com", password: long)
        let cut = try await client.send(
            .post, "/api/v1/auth/login", ["email": "jane@example.com", "password": .string(String(long.prefix(72)))])
        #expect(cut.status == .unauthorized)
    }
}

extension JSONValue {
    /// The value as text whose members are in order.
    var sorted: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
