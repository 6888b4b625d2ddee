import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// What ends or changes counts on the very next request, whichever instance it comes to.
@Suite struct NextRequestTests {
    /// Two instances of the service over one database.
    private struct Pair {
        let one: TestClient
        let other: TestClient

        init(_ engine: TestEngine) async throws {
            let database = try engine.makeDatabase()
            let clock = TestClock()
            one = try await TestClient(store: database.open(), clock: clock)
            other = try await TestClient(store: database.open(), clock: clock)
        }

        /// Asks both instances, so that both have read the account and remember the token.
        func expect(_ status: Int, _ token: String, _ comment: Comment) async throws {
            #expect(try await one.status(token) == status, comment)
            #expect(try await other.status(token) == status, comment)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `A role counts, and counts no more, on the next request`(engine: TestEngine) async throws {
        let pair = try await Pair(engine)
        let admin = try await pair.one.makeAdmin("root@example.com")
        let user = try await pair.one.makeUser("jane@example.com")
        let path = "/api/v1/admin/users/\(user.id)"
        let changes: [(JSONValue, Int)] = [
            (["is_admin": true], 200), (["is_admin": false], 403), (["permissions": ["can.manage_users"]], 200),
            (["permissions": []], 403), (["roles": ["admin"]], 200), (["is_admin": false], 403),
        ]
        for (change, status) in changes {
            #expect(try await pair.one.send(.patch, path, change, token: admin.token).status == .ok)
            for client in [pair.other, pair.one] {
                let answer = try await client.send(.get, "/api/v1/admin/users", token: user.token)
                #expect(answer.status.code == status, "\(change)")
                let shown = try await client.send(.get, "/api/v1/users/me", token: user.token)
                #expect(change["is_admin"] == nil || shown.json["is_admin"] == change["is_admin"])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `What ends a session ends it on the next request`(engine: TestEngine) async throws {
        let pair = try await Pair(engine)
        let admin = try await pair.one.makeAdmin("root@example.com")
        let user = try await pair.one.makeUser("jane@example.com")
        let path = "/api/v1/admin/users/\(user.id)"
        let ends: [(HTTPRequest.Method, String, JSONValue?, Bool)] = [
            (.post, "/api/v1/auth/logout", nil, false), (.post, "/api/v1/auth/logout", ["all": true], false),
            (.delete, path + "/sessions", nil, true), (.patch, path, ["password": .string(TestClient.password)], true),
            (.patch, path, ["is_active": false], true), (.delete, path, nil, true),
        ]
        for (method, target, body, isByAdmin) in ends {
            let session = try await pair.one.logIn("jane@example.com")
            try await pair.expect(200, session.token, "before \(method) \(target)")
            let token = isByAdmin ? admin.token : session.token
            let answer = try await pair.one.send(method, target, body, token: token)
            #expect([200, 204].contains(answer.status.code), "\(method) \(target)")
            #expect(try await pair.other.status(session.token) == 401, "\(method) \(target)")
            #expect(try await pair.one.status(session.token) == 401, "\(method) \(target)")
            #expect(try await pair.other.refresh(session.refreshToken).status == .unauthorized)
            if body == ["is_active": false] {
                _ = try await pair.one.send(.patch, path, ["is_active": true], token: admin.token)
                try await pair.expect(401, session.token, "enabling brings no session back")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `One's own new password ends the other sessions and keeps the own`(engine: TestEngine) async throws {
        let pair = try await Pair(engine)
        let user = try await pair.one.makeUser("jane@example.com")
        let other = try await pair.one.logIn("jane@example.com")
        let foreign = try await pair.one.foreignToken(for: user.id)
        for token in [user.token, other.token, foreign] { try await pair.expect(200, token, "before") }
        pair.one.clock.advance(by: .seconds(2))
        let changed = try await pair.one.send(
            .patch, "/api/v1/users/me",
            ["password": "another good password", "current_password": .string(TestClient.password)], token: user.token)
        #expect(changed.status == .ok)
        try await pair.expect(200, user.token, "own")
        try await pair.expect(401, other.token, "other")
        try await pair.expect(401, foreign, "without a session")
        #expect(try await pair.other.refresh(user.refreshToken).status == .ok)
        #expect(try await pair.other.refresh(other.refreshToken).status == .unauthorized)
    }

    @Test(arguments: TestEngine.allCases)
    func `Deleting one's own account is the end of every token`(engine: TestEngine) async throws {
        let pair = try await Pair(engine)
        let user = try await pair.one.makeUser("jane@example.com")
        let other = try await pair.one.logIn("jane@example.com")
        let foreign = try await pair.one.foreignToken(for: user.id)
        for token in [user.token, other.token, foreign] { try await pair.expect(200, token, "before") }
        #expect(try await pair.one.send(.delete, "/api/v1/users/me", token: user.token).status == .noContent)
        for token in [user.token, other.token, foreign] { try await pair.expect(401, token, "after") }
        // The worker takes away what is left, and the answer stays the same.
        _ = try await pair.other.deliver()
        for token in [user.token, other.token, foreign] { try await pair.expect(401, token, "afterwards") }
    }
}
