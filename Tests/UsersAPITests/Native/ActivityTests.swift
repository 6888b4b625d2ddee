import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ActivityTests {
    private static let path = "/api/v1/users/me/activity"

    @Test(arguments: TestEngine.allCases)
    func `A holder sees what happened to their own account, the newest first`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let other = try await client.makeUser("other@example.com")
        client.clock.advance(by: .seconds(1))
        _ = try await client.send(.patch, "/api/v1/users/me", ["first_name": "Jane"], token: user.token)
        _ = try await client.send(.patch, "/api/v1/users/me", ["first_name": "Other"], token: other.token)
        _ = try await client.deliver()
        let answer = try await client.send(.get, Self.path, token: user.token)
        #expect(answer.status == .ok && answer.fields[.cacheControl] == "no-store" && answer.fields[.link] == nil)
        let entries = answer.json.elements
        #expect(
            entries.compactMap { $0["event"]?.text }.sorted() == [
                "authn_login_success", "user_created", "user_updated",
            ])
        #expect(entries.first?["event"] == "user_updated" && entries.first?["details"] == ["fields": "first_name"])
        #expect(entries.allSatisfy { $0["user_id"] == .string(user.id) })
        // Somebody else's id is no parameter here.
        let asked = try await client.send(.get, "\(Self.path)?user_id=\(other.id)", token: user.token)
        #expect(asked.status == .unprocessableContent && asked.problemFields == ["user_id"])
    }

    @Test(arguments: TestEngine.allCases)
    func `Pages follow each other by their links, and filters hold on each`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        for number in 0..<7 {
            client.clock.advance(by: .seconds(1))
            let change: JSONValue = ["first_name": .string("Jane \(number)")]
            _ = try await client.send(.patch, "/api/v1/users/me", change, token: user.token)
            if number % 2 == 0 { _ = try await client.logIn("jane@example.com") }
        }
        _ = try await client.deliver()
        let all = try await client.send(.get, Self.path, token: user.token).json.elements
        #expect(all.count == 13)
        for (filter, expected) in [
            ("limit=5", all), ("limit=3&event=user_updated", all.filter { $0["event"] == "user_updated" }),
            ("limit=13", all), ("event=user_deleted", []),
        ] {
            var pages: [[JSONValue]] = []
            var next: String? = "\(Self.path)?\(filter)"
            while let target = next, pages.count < 10 {
                let page = try await client.send(.get, target, token: user.token)
                pages.append(page.json.elements)
                next = page.fields[.link]?.firstMatch(of: /<(.*)>; rel="next"/).map { String($0.1) }
            }
            #expect(pages.flatMap { $0 } == expected, "\(filter)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Entries are chosen from one instant on and up to another`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        var instants: [String] = []
        for number in 0..<4 {
            client.clock.advance(by: .seconds(10))
            instants.append(client.clock.now.rfc3339)
            let change: JSONValue = ["first_name": .string("Jane \(number)")]
            _ = try await client.send(.patch, "/api/v1/users/me", change, token: user.token)
        }
        _ = try await client.deliver()
        func times(_ query: String) async throws -> [String] {
            let answer = try await client.send(.get, "\(Self.path)?event=user_updated&\(query)", token: user.token)
            return answer.json.elements.compactMap { $0["at"]?.text }
        }
        #expect(try await times("since=\(instants[1])") == instants[1...].reversed())
        #expect(try await times("until=\(instants[2])") == instants[..<2].reversed())
        #expect(try await times("since=\(instants[1])&until=\(instants[3])") == instants[1..<3].reversed())
        #expect(try await times("since=\(instants[1])&until=\(instants[3])&limit=1") == [instants[2]])
        #expect(try await times("since=\(instants[3])&until=\(instants[0])").isEmpty)
        let whole = instants[1].prefix(19)
        #expect(try await times("since=\(whole)%2B00:00") == instants[1...].reversed())
    }

    @Test(arguments: [
        "since=yesterday", "since=2026-02-30T00:00:00Z", "since=2026-01-06T25:00:00Z",
        "until=2026-01-06T09:61:00%2B01:00",
        "until=1", "until=", "event=user", "limit=0", "limit=1001",
        "limit=x", "cursor=x", "cursor=", "page=2", "since=2026-01-06T09:00:00Z&since=2026-01-06T09:00:00Z",
    ])
    func `A parameter that is unknown or out of its range is refused`(query: String) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let answer = try await client.send(.get, "\(Self.path)?\(query)", token: user.token)
        let name = query.prefix { $0 != "=" }
        #expect(answer.status == .unprocessableContent && answer.problemFields == [String(name)], "\(answer.json)")
    }
}
