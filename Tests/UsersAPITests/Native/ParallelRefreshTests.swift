import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// Tabs of a browser refresh at the same moment, by whatever instance answers.
@Suite struct ParallelRefreshTests {
    @Test(arguments: TestEngine.allCases, [1, 2])
    func `Fifty uses of one token at once are one session, and every answer is good`(
        engine: TestEngine, instances: Int
    ) async throws {
        let database = try engine.makeDatabase()
        let clock = TestClock()
        var clients: [TestClient] = []
        for _ in 0..<instances { clients.append(try await TestClient(store: database.open(), clock: clock)) }
        let user = try await clients[0].makeUser("jane@example.com")

        let answers = try await Self.refreshAll(Array(repeating: user.refreshToken, count: 50), by: clients)
        #expect(answers.allSatisfy { $0.status == .ok })
        #expect(try answers.allSatisfy { try $0.refreshClaims == answers[0].refreshClaims })
        for (index, answer) in answers.enumerated() {
            #expect(try await clients[index % instances].status(try answer.accessToken) == 200)
        }

        // Every tab goes on with the token that it was given.
        let next = try await Self.refreshAll(try answers.map { try $0.refreshToken }, by: clients)
        #expect(next.allSatisfy { $0.status == .ok })
        #expect(try next.allSatisfy { try $0.refreshClaims == next[0].refreshClaims })
        let token = try #require(next.last).accessToken
        let sessions = try await clients[0].send(.get, "/api/v1/users/me/sessions", token: token)
        #expect(sessions.json.elements.count == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `Fifty uses of a stolen token at once are one end, one entry and one notice`(engine: TestEngine) async throws {
        let database = try engine.makeDatabase()
        let clock = TestClock()
        let clients = [
            try await TestClient(store: database.open(), clock: clock),
            try await TestClient(store: database.open(), clock: clock),
        ]
        let admin = try await clients[0].makeAdmin("root@example.com")
        let user = try await clients[0].makeUser("jane@example.com")
        _ = try await clients[0].deliver()
        _ = try await clients[0].refresh(user.refreshToken)
        clock.advance(by: .seconds(11))
        let answers = try await Self.refreshAll(Array(repeating: user.refreshToken, count: 50), by: clients)
        #expect(answers.allSatisfy { $0.code == "refresh_token_invalid" })
        #expect(try await clients[0].deliver().count == 1)
        let audit = try await clients[1].send(
            .get, "/api/v1/admin/audit?event=authn_token_reuse", token: admin.token)
        #expect(audit.json.elements.count == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `A token that was used before the clock was set back is told as stolen`(engine: TestEngine) async throws {
        let clock = TestClock()
        let client = try await TestClient(store: engine.makeDatabase().open(), clock: clock)
        let user = try await client.makeUser("jane@example.com")
        clock.advance(by: .seconds(3600))
        #expect(try await client.refresh(user.refreshToken).status == .ok)
        clock.advance(by: .seconds(-3600))
        #expect(try await client.status(user.token) == 200)
        #expect(try await client.refresh(user.refreshToken).code == "refresh_token_invalid")
        #expect(try await client.status(user.token) == 401)
    }

    /// Uses all tokens at once, each by the next instance.
    private static func refreshAll(_ tokens: [String], by clients: [TestClient]) async throws -> [Answer] {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            for (index, token) in tokens.enumerated() {
                group.addTask { try await clients[index % clients.count].refresh(token) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
