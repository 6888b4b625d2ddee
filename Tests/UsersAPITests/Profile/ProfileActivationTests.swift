import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ProfileActivationTests {
    @Test(arguments: TestEngine.allCases)
    func `A token of an account that waits is good for its activation alone`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let id = try await client.registerProfile("jane@example.com", by: admin.caller)
        let other = try await client.registerProfile("joe@example.com", by: admin.caller)
        let jane = try await client.holder(of: id)
        let requests: [(HTTPRequest.Method, String, JSONValue?)] = [
            (.get, "/users/\(id)", nil), (.patch, "/users/\(id)", ["locale": "fr"]), (.get, "/users", nil),
            (.put, "/users/me/preferences", ["preferences": [:]]), (.get, "/users/\(id)/entitlements", nil),
            (.post, "/users", ["email": "x@example.com"]), (.post, "/users/register", ["email": "x@example.com"]),
            (.post, "/users/\(other)/activate", nil), (.post, "/users/\(admin.id)/activate", nil),
        ]
        for (method, path, body) in requests {
            #expect(try await client.profile(method, path, body, by: jane).refusal == "401 Invalid token", "\(path)")
        }
        #expect(try await client.status(jane.token) == 401)
        #expect(try await client.profile(.post, "/users/\(id)/activate", by: jane).status == .ok)
        #expect(try await client.status(jane.token) == 200)
        #expect(try await client.profile(.get, "/users/\(id)", by: jane).status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `Others may not activate, who manages users may`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let joe = try await client.makeUser("joe@example.com")
        let id = try await client.registerProfile("jane@example.com", by: admin.caller)
        let path = "/users/\(id)/activate"
        let service = try await client.service(["can.register_users"], by: admin)
        for caller in [joe.caller, service] {
            #expect(try await client.profile(.post, path, by: caller).refusal == "403 Operation not permitted")
        }
        let manager = try await client.service(["can.manage_users"], by: admin)
        for caller in [manager, admin.caller] {
            let answer = try await client.profile(.post, path, by: caller)
            #expect(answer.status == .ok && answer.json["is_active"] == true && answer.json["email"] != .null)
        }
        // That it is active already changes nothing for who may not.
        #expect(try await client.profile(.post, path, by: joe.caller).refusal == "403 Operation not permitted")
        for unknown in ["65f0c0ffee65f0c0ffee65f0", "42", "me", String(repeating: "x", count: 24)] {
            #expect(
                try await client.profile(.post, "/users/\(unknown)/activate", by: admin.caller).refusal
                    == "404 User not found")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `An account that was disabled is enabled by managers alone`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let jane = try await client.makeProfile("jane@example.com", by: admin.caller)
        let id = try #require(jane.customer)
        let disabled = try await client.send(
            .patch, "/api/v1/admin/users/\(id)", ["is_active": false, "permissions": ["can.manage_users"]],
            token: admin.token)
        #expect(disabled.status == .ok)
        // The old token ended with the account; a new one opens nothing, whatever the account may do while it is active.
        #expect(try await client.profile(.post, jane.path + "/activate", by: jane).refusal == "401 Invalid token")
        let now = client.clock.now.milliseconds / 1000
        let fresh = ProfileCaller(
            token: try await client.mintedToken(for: id, ["iat": .integer(now)]), customer: jane.customer)
        #expect(
            try await client.profile(.post, jane.path + "/activate", by: fresh).refusal == "403 Operation not permitted"
        )
        #expect(try await client.profile(.get, jane.path, by: fresh).refusal == "401 Invalid token")
        // The account has a permission: only who administers administrators changes it.
        let manager = try await client.service(["can.manage_users"], by: admin)
        #expect(
            try await client.profile(.post, jane.path + "/activate", by: manager).refusal
                == "403 Operation not permitted")
        #expect(try await client.profile(.post, jane.path + "/activate", by: admin.caller).json["is_active"] == true)
        #expect(try await client.profile(.get, jane.path, by: fresh).status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `Tokens without a time of issue count as long ago`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        func status(_ claims: [String: JSONValue]) async throws -> Int {
            let caller = ProfileCaller(token: try await client.mintedToken(for: user.id, claims), customer: user.id)
            return try await client.profile(.get, "/users/\(user.id)", by: caller).status.code
        }
        let now = client.clock.now.milliseconds / 1000
        #expect(try await status([:]) == 200)
        #expect(try await status(["iat": .integer(now - 1000)]) == 200)
        #expect(try await status(["exp": .integer(now)]) == 401)
        #expect(try await status(["exp": .string("soon")]) == 401)
        #expect(try await status(["sub": 42]) == 401)
        #expect(try await status(["permissions": ["can.manage_users"], "is_admin": true]) == 200)
        client.clock.advance(by: .seconds(10))
        let changed = try await client.change(
            user, ["password": "another good password", "current_password": .string(TestClient.password)])
        #expect(changed.status == .ok)
        #expect(try await status([:]) == 401)
        #expect(try await status(["iat": .integer(now + 9)]) == 401)
        #expect(try await status(["iat": .integer(now + 10)]) == 200)
    }
}
