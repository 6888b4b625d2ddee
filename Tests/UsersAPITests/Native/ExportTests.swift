import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ExportTests {
    /// What no export has: secrets, and what the service keeps for itself to find, count and deliver.
    private static let secrets: Set<String> = [
        "hashed_password", "revision", "sort_email", "sort_name", "search", "outbox", "outbox_due_at", "write_marks",
        "sessions.refresh_hash", "sessions.predecessors", "email_undos.id", "email_undos.changed_at",
    ]

    /// Where a stored field is under another name.
    private static let names = [
        "_id": "id", "identifiers": "login_names", "verified_email": "former_emails", "email_undos": "former_emails",
        "avatar": "avatar_url",
    ]

    @Test(arguments: TestEngine.allCases)
    func `All that is stored of a user is there, and no secret`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await Self.makeUserWithEverything(client)
        let refreshed = try await client.refresh(user.refreshToken)
        let stored = try await Self.storedAccount(user.id, client)
        let export = try await client.send(.get, "/api/v1/users/me/export", token: try refreshed.accessToken)
        #expect(export.status == .ok && export.fields[.cacheControl] == "no-store")
        try Self.expectComplete(export, stored)

        let exported = try #require(export.json["sessions"]?.elements.first)
        #expect(export.json["user"]?["extra"] == ["team": "blue"] && export.json["preferences"] == ["theme": "dark"])
        #expect(export.json["former_emails"] == ["jane@example.com", "jane@example.com"])
        #expect(export.json["login_names"]?.elements.contains("new@example.com") == true)
        #expect(export.json["attributes"] == ["title": "Dr."])
        #expect(export.json["has_password"] == true && export.json["namespace"] == "tenant")
        #expect(export.json["known_networks"]?.elements.contains("203.0.113.7") == true)
        #expect(exported["user_agent"] == "curl/8.5.0" && exported["current"] == true)
        #expect(export.json["activity"]?.elements.contains { $0["event"] == "session_renewed" } == true)

        let text = String(decoding: export.bytes, as: UTF8.self)
        let hash = try #require(stored["hashed_password"]?.stringValue)
        for secret in [
            hash, "$2", TestClient.password, user.token, user.refreshToken, try refreshed.refreshToken, "hash",
        ] {
            #expect(!text.contains(secret))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `What is stored of a new account is there too`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let stored = try await Self.storedAccount(user.id, client)
        let export = try await client.send(.get, "/api/v1/users/me/export", token: user.token)
        try Self.expectComplete(export, stored)
        #expect(export.json["activation_expires_at"] != nil && export.json["awaits_activation"] == false)
        #expect(export.json["preferences"] == [:] && export.json["former_emails"] == [])
    }

    private static func expectComplete(_ export: Answer, _ stored: BSONDocument) throws {
        for field in stored where !secrets.contains(field.name) {
            let name = names[field.name] ?? field.name
            let isThere = export.json[name] != nil || export.json["user"]?[name] != nil
            #expect(isThere, "\(field.name) is not in the export")
        }
        let session = try #require(stored["sessions"]?.arrayValue?.first?.documentValue)
        let exported = try #require(export.json["sessions"]?.elements.first)
        for field in session where !secrets.contains("sessions.\(field.name)") {
            #expect(exported[field.name] != nil, "sessions.\(field.name) is not in the export")
        }
    }

    /// An account in whose document every field is set that can be set together.
    private static func makeUserWithEverything(_ client: TestClient) async throws -> TestUser {
        let admin = try await client.makeAdmin("root@example.com")
        let registered = try await client.makeUser("jane@example.com", namespace: "tenant")
        let verification = try #require(try await client.deliver().first { $0.recipient == "jane@example.com" }?.link)
        let verified = try await client.send(
            .post, "/api/v1/auth/email/verify",
            ["uid": .string(verification.uid), "token": .string(verification.token)])
        #expect(verified.status == .noContent)
        let standing: JSONValue = [
            "roles": ["editor"], "groups": ["staff"], "permissions": ["can.introspect"], "password": "a new password 1",
        ]
        let changed = try await client.send(
            .patch, "/api/v1/admin/users/\(registered.id)", standing, token: admin.token)
        #expect(changed.status == .ok)
        let version = try #require(changed.json["version"])
        let attributes: JSONValue = ["id": .string(registered.id), "versionNo": version, "title": "Dr."]
        let kept = try await client.send(.put, "/api/admin/user/setting", attributes, token: admin.token)
        #expect(kept.status == .ok)
        let login: JSONValue = ["email": "jane@example.com", "password": "a new password 1", "namespace": "tenant"]
        let answer = try await client.send(
            .post, "/api/v1/auth/login", login, fields: [.userAgent: "curl/8.5.0"], from: "203.0.113.7")
        let user = TestUser(id: registered.id, token: try answer.accessToken, refreshToken: try answer.refreshToken)
        let profile: JSONValue = [
            "email": "new@example.com", "display_name": "JD", "full_name": "Jane Doe", "first_name": "Jane",
            "last_name": "Doe", "locale": "fr_FR", "marketing_opt_in": true, "extra": ["team": "blue"],
        ]
        #expect(try await client.send(.patch, "/api/v1/users/me", profile, token: user.token).status == .ok)
        let preferences: JSONValue = ["preferences": ["theme": "dark"]]
        let path = "/api/v1/users/me/preferences"
        #expect(try await client.send(.put, path, preferences, token: user.token).status == .ok)
        return user
    }

    private static func storedAccount(_ id: String, _ client: TestClient) async throws -> BSONDocument {
        _ = try await client.deliver()
        let users = try #require(AccountSchema.current.collections.first { $0.name == "users" })
        let id = try #require(ObjectID(hex: id))
        return try #require(try await client.store.find(id: .objectID(id), in: users))
    }
}
