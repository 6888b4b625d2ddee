import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct DeletionTests {
    private static let email = "jane.personal@example.com"
    private static let address = "203.0.113.77"
    private static let agent = "PersonalBrowser/1.0"
    private static let personal = [
        "jane.personal", "PersonalName", "PersonalDisplay", "PersonalExtra", "PersonalPreference", address,
        "PersonalBrowser",
    ]

    private func send(
        _ client: TestClient, _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil,
        token: String? = nil
    ) async throws -> Answer {
        try await client.send(
            method, path, body, token: token, fields: [.userAgent: Self.agent], from: Self.address)
    }

    /// A user of whom there is something in every collection, and who has mail that waits.
    private func makeUser(_ client: TestClient) async throws -> TestUser {
        let password = JSONValue.string(TestClient.password)
        let registration: JSONValue = [
            "email": .string(Self.email), "username": "PersonalName", "password": password,
        ]
        #expect(try await send(client, .post, "/api/v1/auth/register", registration).status == .created)
        let login: JSONValue = ["email": .string(Self.email), "password": password]
        let answer = try await send(client, .post, "/api/v1/auth/login", login)
        let user = TestUser(
            id: try #require(answer.json["user"]?["id"]?.text), token: try #require(answer.json["access_token"]?.text),
            refreshToken: try #require(answer.json["refresh_token"]?.text))
        let wrong: JSONValue = ["email": .string(Self.email), "password": "a wrong password"]
        for _ in 0..<3 { _ = try await send(client, .post, "/api/v1/auth/login", wrong) }
        let changes: JSONValue = ["display_name": "PersonalDisplay", "extra": ["key": "PersonalExtra"]]
        #expect(try await send(client, .patch, "/api/v1/users/me", changes, token: user.token).status == .ok)
        _ = try await send(
            client, .put, "/api/v1/users/me/preferences", ["preferences": ["key": "PersonalPreference"]],
            token: user.token)
        _ = try await send(client, .get, "/api/v1/admin/users", token: user.token)
        await client.services.worker.deliverEntries()
        _ = try await send(client, .post, "/api/v1/auth/password/forgot", ["email": .string(Self.email)])
        return user
    }

    /// Every stored byte of the collections that are walked along an index, as text.
    private func stored(_ client: TestClient) async throws -> String {
        var text = ""
        for collection in AccountSchema.current.collections {
            let ordered = collection.indexes.first { index in
                if case .ordered = index.kind { true } else { false }
            }
            guard let ordered else { continue }
            let page = try await client.store.page(PageQuery(along: ordered, limit: 1000), in: collection)
            #expect(page.next == nil)
            for document in page.documents { text += String(decoding: document.bytes, as: UTF8.self) }
        }
        return text
    }

    @Test(arguments: TestEngine.allCases)
    func `Nothing personal is left of a deleted account`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await makeUser(client)
        let before = try await stored(client)
        for secret in Self.personal { #expect(before.contains(secret), "\(secret)") }
        #expect(try await send(client, .delete, "/api/v1/users/me", token: user.token).status == .noContent)
        #expect(try await client.deliver().allSatisfy { $0.link?.path == "email/verify" })

        let after = try await stored(client)
        for secret in Self.personal { #expect(!after.contains(secret), "\(secret)") }
        let admin = try await client.makeAdmin("admin@example.com")
        let audit = try await client.send(.get, "/api/v1/admin/audit?user_id=\(user.id)", token: admin.token)
        #expect(audit.json.elements.contains { $0["event"] == "user_deleted" })
        #expect(audit.json.elements.allSatisfy { $0["user_id"] == .string(user.id) && $0["ip"]?.text == nil })
        _ = try await client.makeUser(Self.email)
    }

    @Test(arguments: TestEngine.allCases)
    func `A crash after the deletion leaves nothing to be seen, and the next run finishes it`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let user = try await makeUser(client)
        #expect(try await client.send(.delete, "/api/v1/users/me", token: user.token).status == .noContent)
        // Nobody delivers any more: the process is gone. Another one answers.
        let other = try await TestClient(store: client.store, clock: client.clock)
        let list = try await other.send(.get, "/api/v1/admin/users", token: admin.token)
        #expect(list.json.elements.map { $0["id"] } == [.string(admin.id)])
        for path in ["", "/sessions"] {
            let shown = try await other.send(.get, "/api/v1/admin/users/\(user.id)\(path)", token: admin.token)
            #expect(shown.code == "not_found")
        }
        let change = try await other.send(
            .patch, "/api/v1/admin/users/\(user.id)", ["is_active": true], token: admin.token)
        #expect(change.code == "not_found")
        #expect(try await other.send(.delete, "/api/v1/admin/users/\(user.id)", token: admin.token).code == "not_found")
        #expect(try await other.send(.get, "/api/v1/users/me", token: user.token).status == .unauthorized)
        let refresh = try await other.send(
            .post, "/api/v1/auth/refresh", ["refresh_token": .string(user.refreshToken)])
        #expect(refresh.code == "refresh_token_invalid")
        #expect(try await other.tryLogIn(Self.email).code == "invalid_credentials")
        #expect(try await other.forget(Self.email).status == .accepted)
        #expect(try await other.resend(Self.email).status == .accepted)
        let text = try await stored(other)
        #expect(!text.contains("jane.personal") && !text.contains("PersonalDisplay"))

        #expect(try await other.deliver().isEmpty)
        #expect(!(try await stored(other)).contains(Self.address))
        _ = try await other.makeUser(Self.email)
    }
}
