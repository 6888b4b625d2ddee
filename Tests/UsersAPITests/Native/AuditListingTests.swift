import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct AuditListingTests {
    private static let own = "/api/v1/users/me/activity"
    private static let all = "/api/v1/admin/audit"

    /// All pages' entries, by way of `Link`.
    private func walk(_ client: TestClient, _ target: String, token: String) async throws -> [JSONValue] {
        var entries: [JSONValue] = []
        var next: String? = target
        while let page = next, entries.count < 1000 {
            let answer = try await client.send(.get, page, token: token)
            #expect(answer.status == .ok)
            entries += answer.json.elements
            let link = answer.fields[.link]
            next = link?.firstMatch(of: /<([^>]+)>; rel="next"/).map { String($0.1) }
            #expect((link == nil) == (next == nil))
        }
        return entries
    }

    @Test(arguments: TestEngine.allCases)
    func `Pages lead from the newest entry to the oldest, each once`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let user = try await client.makeUser("jane@example.com")
        for number in 0..<20 {
            // Some of one millisecond, some not.
            if number.isMultiple(of: 3) { client.clock.advance(by: .seconds(1)) }
            try await client.failToLogIn(number.isMultiple(of: 2) ? "jane@example.com" : "nobody@example.com")
        }
        let whole = try await client.audit(by: admin)
        #expect(whole.count == 25)
        let times = whole.compactMap { $0["at"]?.text }
        #expect(times == times.sorted(by: >))
        for limit in [1, 5, 25] {
            let entries = try await walk(client, "\(Self.all)?limit=\(limit)", token: admin.token)
            #expect(entries == whole, "\(limit)")
        }
        let mine = whole.filter { $0["user_id"] == .string(user.id) }
        #expect(mine.count == 12)
        let queries = [
            (Self.all, "user_id=\(user.id)", admin.token, mine), (Self.own, "", user.token, mine),
            (
                Self.all, "event=authn_login_fail", admin.token,
                whole.filter { $0["event"] == "authn_login_fail" }
            ),
            (Self.own, "event=authn_login_fail", user.token, mine.filter { $0["event"] == "authn_login_fail" }),
        ]
        for (path, query, token, expected) in queries {
            #expect(try await walk(client, "\(path)?limit=4&\(query)", token: token) == expected, "\(path) \(query)")
        }
        let middle = try #require(whole[10]["at"]?.text)
        let since = try await walk(client, "\(Self.all)?limit=4&since=\(middle)", token: admin.token)
        let until = try await walk(client, "\(Self.all)?limit=4&until=\(middle)", token: admin.token)
        #expect(since == whole.filter { ($0["at"]?.text ?? "") >= middle })
        #expect(until == whole.filter { ($0["at"]?.text ?? "") < middle })
        let ownSince = try await walk(client, "\(Self.own)?limit=4&since=\(middle)", token: user.token)
        #expect(ownSince == mine.filter { ($0["at"]?.text ?? "") >= middle })
        let unknown = try await walk(client, "\(Self.all)?user_id=65f0c0ffee65f0c0ffee65f0", token: admin.token)
        #expect(unknown.isEmpty)
    }

    @Test(arguments: [
        ("event=unknown", "event"), ("user_id=x", "user_id"), ("user_id=65f0c0ffee65f0c0ffee65f", "user_id"),
        ("since=yesterday", "since"), ("until=2026-13-01T00:00:00Z", "until"), ("limit=0", "limit"),
        ("limit=1001", "limit"), ("limit=x", "limit"), ("cursor=x", "cursor"),
    ])
    func `What a query can't mean is refused`(query: String, field: String) async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com")
        for path in [Self.all, Self.own] {
            let answer = try await client.send(.get, "\(path)?\(query)", token: admin.token)
            #expect(answer.status == .unprocessableContent && answer.problemFields == [field], "\(path)")
        }
    }
}
