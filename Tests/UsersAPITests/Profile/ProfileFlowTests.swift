import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// The flow that the service's own documentation recommends, with its examples.
@Suite struct ProfileFlowTests {
    @Test(arguments: TestEngine.allCases)
    func `Registration, activation and profile follow one another`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        _ = try await client.deliver()
        let service = try await client.service(["can.register_users"], by: admin)
        let registered = try await client.profile(
            .post, "/users/register", ["email": "jane@example.com", "display_name": "Jane"], by: service)
        #expect(registered.status == .created)
        let id = try registered.id
        let instant = JSONValue.string(client.clock.now.rfc3339)
        var expected: [String: JSONValue] = [
            "id": .string(id), "email": "jane@example.com", "display_name": "Jane", "full_name": .null,
            "locale": .null, "marketing_opt_in": .null, "preferences": .null, "is_active": false,
            "created_at": instant, "updated_at": instant,
        ]
        #expect(registered.json == .object(expected))
        #expect(try await client.deliver().isEmpty)

        let jane = try await client.holder(of: id)
        client.clock.advance(by: .seconds(1))
        let activated = try await client.profile(.post, "/users/\(id)/activate", by: jane)
        #expect(activated.status == .ok)
        expected["is_active"] = true
        expected["updated_at"] = .string(client.clock.now.rfc3339)
        #expect(activated.json == .object(expected))
        #expect(try await client.profile(.post, "/users/\(id)/activate", by: jane).json == activated.json)

        let changes: [String: JSONValue] = [
            "display_name": "Jane Doe", "full_name": "Jane Dominique", "locale": "fr_FR", "marketing_opt_in": true,
        ]
        let changed = try await client.profile(.patch, "/users/\(id)", .object(changes), by: jane)
        expected.merge(changes) { $1 }
        #expect(changed.status == .ok && changed.json == .object(expected))

        let preferences: JSONValue = ["preferences": ["theme": "dark", "currency": "EUR"]]
        let stored = try await client.profile(.put, "/users/me/preferences", preferences, by: jane)
        #expect(stored.status == .ok && stored.json == preferences)
        expected["preferences"] = preferences["preferences"]
        #expect(try await client.profile(.get, "/users/\(id)", by: jane).json == .object(expected))
        // The other dialects read what this one wrote.
        let native = try await client.send(.get, "/api/v1/users/me", token: jane.token)
        #expect(native.json["full_name"] == "Jane Dominique" && native.json["username"] == "Jane")
        #expect(native.json["preferences"] == preferences["preferences"])
    }

    @Test(arguments: TestEngine.allCases)
    func `Each step is told in the audit`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let service = try await client.service(["can.register_users"], by: admin)
        let id = try await client.registerProfile("jane@example.com", by: service)
        let jane = try await client.holder(of: id)
        _ = try await client.profile(.post, "/users/\(id)/activate", by: jane)
        _ = try await client.profile(.patch, "/users/\(id)", ["locale": "fr_FR"], by: jane)
        #expect(
            try await client.profile(.get, "/users", by: jane).refusal == "403 Missing capability: can.manage_users")
        let mismatch = ProfileCaller(token: jane.token, customer: admin.id)
        #expect(try await client.profile(.get, "/users/\(id)", by: mismatch).refusal == "403 Actor mismatch")
        let entries = try await client.audit("&user_id=\(id)", by: admin)
        #expect(
            entries.compactMap { $0["event"]?.text }.sorted()
                == ["authz_fail", "authz_fail", "user_archived", "user_created", "user_enabled", "user_updated"])
    }
}
