import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct SessionListTests {
    private static let path = "/api/v1/users/me/sessions"
    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    @Test(arguments: TestEngine.allCases)
    func `The list tells where each session comes from, and nothing secret`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let user = try await client.makeUser("jane@example.com")
        client.clock.advance(by: .seconds(60))
        let loggedInAt = client.clock.now.rfc3339
        let login = try await client.send(
            .post, "/api/v1/auth/login", ["email": "jane@example.com", "password": .string(TestClient.password)],
            fields: [.userAgent: Self.firefox], from: "203.0.113.7")
        client.clock.advance(by: .seconds(60))
        let token = try await client.refresh(try login.refreshToken).accessToken

        let list = try await client.send(.get, Self.path, token: token)
        #expect(list.status == .ok && list.fields[.cacheControl] == "no-store" && list.json.elements.count == 2)
        let session = try #require(list.json.elements.first)
        let id = try #require(session["id"]?.text)
        #expect(
            session == [
                "id": .string(id), "device": "Firefox on Linux", "ip": "203.0.113.7",
                "created_at": .string(loggedInAt), "last_used_at": .string(client.clock.now.rfc3339), "current": true,
            ])
        #expect(list.json.elements.last?["device"] == "Unknown device")
        #expect(list.json.elements.last?["current"] == false)

        // Administrators see the same, and none of them as their own.
        let seen = try await client.send(.get, "/api/v1/admin/users/\(user.id)/sessions", token: admin.token)
        #expect(seen.json.elements.compactMap { $0["id"] } == list.json.elements.compactMap { $0["id"] })
        #expect(seen.json.elements.allSatisfy { $0["current"] == false })
    }

    @Test(arguments: TestEngine.allCases)
    func `A chosen session is ended by its id, the caller's own too`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let other = try await client.logIn("jane@example.com")
        let stranger = try await client.makeUser("other@example.com")
        func ids(_ user: TestUser) async throws -> [String] {
            try await client.send(.get, Self.path, token: user.token).json.elements.compactMap { $0["id"]?.text }
        }
        let own = try await ids(user)
        let foreign = try await ids(stranger)
        for id in foreign + ["x", "%00", String(repeating: "a", count: 4000)] {
            let answer = try await client.send(.delete, "\(Self.path)/\(id)", token: user.token)
            #expect(answer.status == .notFound, "\(id)")
        }
        #expect(try await client.status(stranger.token) == 200)
        #expect(try await client.send(.delete, "\(Self.path)/\(own[0])", token: user.token).status == .noContent)
        #expect(try await client.status(other.token) == 401)
        #expect(try await client.send(.delete, "\(Self.path)/\(own[0])", token: user.token).status == .notFound)
        #expect(try await client.send(.delete, "\(Self.path)/\(own[1])", token: user.token).status == .noContent)
        #expect(try await client.status(user.token) == 401)
    }

    @Test(arguments: TestEngine.allCases)
    func `An administrator ends all sessions of a user`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let user = try await client.makeUser("jane@example.com")
        let path = "/api/v1/admin/users/\(user.id)/sessions"
        #expect(try await client.send(.delete, path, token: user.token).code == "forbidden")
        #expect(try await client.send(.delete, path, token: admin.token).status == .noContent)
        #expect(try await client.status(user.token) == 401)
        #expect(try await client.send(.get, path, token: admin.token).json == [])
        for id in ["65f0c0ffee65f0c0ffee65f0", "x"] {
            let path = "/api/v1/admin/users/\(id)/sessions"
            #expect(try await client.send(.get, path, token: admin.token).status == .notFound)
            #expect(try await client.send(.delete, path, token: admin.token).status == .notFound)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `The fifty-first login ends the oldest session`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        var users = [try await client.makeUser("jane@example.com")]
        for _ in 0..<50 {
            client.clock.advance(by: .seconds(1))
            users.append(try await client.logIn("jane@example.com"))
        }
        #expect(try await client.status(users[0].token) == 401)
        #expect(try await client.refresh(users[0].refreshToken).status == .unauthorized)
        for user in users.dropFirst() { #expect(try await client.status(user.token) == 200) }
        let list = try await client.send(.get, Self.path, token: users[50].token)
        #expect(list.json.elements.count == 50 && list.json.elements.first?["current"] == true)
    }
}
