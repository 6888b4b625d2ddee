import Accounts
import DocumentStore
import HTTPTypes
import Logging
import SocketServer
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ProfileListTests {
    /// Makes so many accounts by a back office, several at a time, and returns all addresses in the order of their text.
    private static func fill(_ client: TestClient, _ count: Int, by admin: TestUser) async throws -> [String] {
        let manager = try await client.services.authentication.authenticate(admin.token)
        let emails = (0..<count).map { "user\($0)@example.com" }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, email) in emails.enumerated() {
                if place >= 32 { try await group.next() }
                group.addTask {
                    client.clock.advance(by: .milliseconds(place % 3))
                    _ = try await client.services.profiles.create(
                        NewAccount(email: email, profile: AccountChanges()), by: manager, from: .commandLine)
                }
            }
            try await group.waitForAll()
        }
        return (emails + ["admin@example.com"]).sorted()
    }

    private static func emails(_ answer: Answer) -> [String] {
        (answer.json["items"]?.elements ?? []).compactMap { $0["email"]?.text }
    }

    @Test(arguments: TestEngine.allCases)
    func `Thousands are streamed whole, in the order of their creation`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let everybody = try await Self.fill(client, 2500, by: admin)
        let manager = try await client.service(["can.manage_users"], by: admin)
        let all = try await client.profile(.get, "/users", by: manager)
        let emails = Self.emails(all)
        #expect(emails.sorted() == everybody)
        let times = (all.json["items"]?.elements ?? []).compactMap { $0["created_at"]?.text }
        #expect(times == times.sorted() && times.first != times.last)
        #expect(all.json["pagination"] == ["total": 2501, "count": 2501, "limit": .null, "offset": 0])
        let rest = try await client.profile(.get, "/users?offset=2400", by: manager)
        #expect(Self.emails(rest) == Array(emails[2400...]))
        #expect(rest.json["pagination"] == ["total": 2501, "count": 101, "limit": .null, "offset": 2400])
        for (limit, offset) in [(1, 0), (100, 0), (100, 2450), (7, 1000), (100, 2501), (5, 100_000)] {
            let page = try await client.profile(.get, "/users?limit=\(limit)&offset=\(offset)", by: manager)
            let expected = emails.dropFirst(offset).prefix(limit)
            #expect(Self.emails(page) == Array(expected))
            #expect(
                page.json["pagination"] == [
                    "total": 2501, "count": .integer(Int64(expected.count)), "limit": .integer(Int64(limit)),
                    "offset": .integer(Int64(offset)),
                ])
        }
        #expect(Self.emails(try await client.profile(.get, "/users?limit=3", by: manager)) == Array(emails[..<3]))
    }

    @Test(arguments: TestEngine.allCases)
    func `What is left of deleted accounts is neither shown nor counted`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let tenant = try await client.makeAdmin("tenant@example.com", namespace: "tenant")
        _ = try await client.deliver()
        var ids: [String] = []
        for name in ["a", "b", "c", "d"] {
            client.clock.advance(by: .seconds(1))
            ids.append(try await client.registerProfile("\(name)@example.com", by: admin.caller))
        }
        for id in [ids[0], ids[2]] {
            #expect(
                try await client.send(.delete, "/api/v1/admin/users/\(id)", token: admin.token).status == .noContent)
        }
        // Before the worker takes away what is left, and after it.
        for _ in 0..<2 {
            let all = try await client.profile(.get, "/users", by: admin.caller)
            #expect(
                Self.emails(all) == ["admin@example.com", "tenant@example.com", "b@example.com", "d@example.com"])
            #expect(all.json["pagination"]?["total"] == 4)
            let page = try await client.profile(.get, "/users?limit=2&offset=2", by: admin.caller)
            #expect(Self.emails(page) == ["b@example.com", "d@example.com"])
            #expect(page.json["pagination"] == ["total": 4, "count": 2, "limit": 2, "offset": 2])
            let rest = try await client.profile(.get, "/users?offset=3", by: admin.caller)
            #expect(Self.emails(rest) == ["d@example.com"] && rest.json["pagination"]?["total"] == 4)
            let native = try await client.send(.get, "/api/v1/admin/users", token: admin.token)
            #expect(native.fields[.xTotalCount] == "4" && native.json.elements.count == 4)
            let waiting = try await client.send(.get, "/api/v1/admin/users?is_active=false", token: admin.token)
            #expect(waiting.fields[.xTotalCount] == "2" && waiting.json.elements.count == 2)
            let ofTenant = try await client.profile(.get, "/users?limit=10", by: tenant.caller)
            #expect(ofTenant.json["pagination"]?["total"] == 1)
            _ = try await client.deliver()
        }
    }

    @Test(arguments: [
        ("limit=0", "limit"), ("limit=101", "limit"), ("limit=x", "limit"), ("offset=-1", "offset"),
        ("offset=100001", "offset"), ("limit=1&limit=2", "limit"), ("page=1", "page"),
    ])
    func `A parameter that is unknown or out of its range is named`(query: String, name: String) async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com")
        let answer = try await client.profile(.get, "/users?\(query)", by: admin.caller)
        #expect(answer.status == .unprocessableContent && answer.locations == ["query.\(name)"])
    }

    @Test(arguments: TestEngine.allCases)
    func `The list is for those who manage users`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let jane = try await client.makeUser("jane@example.com")
        let service = try await client.service(["can.register_users", "can.introspect"], by: admin)
        for caller in [jane.caller, service] {
            for path in ["/users", "/users?limit=1"] {
                #expect(
                    try await client.profile(.get, path, by: caller).refusal
                        == "403 Missing capability: can.manage_users")
            }
        }
        let granted = try await client.makeAccount("ann@example.com", ["permissions": ["can.manage_users"]], by: admin)
        #expect(try await client.profile(.get, "/users/", by: client.holder(of: granted)).status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `A stream that fails in the middle does not look complete`(engine: TestEngine) async throws {
        let store = try await engine.makeStore()
        let client = try await TestClient(store: store, clock: TestClock(), limitsRates: false)
        let admin = try await client.makeAdmin("admin@example.com")
        _ = try await Self.fill(client, 350, by: admin)
        let manager = try await client.services.authentication.authenticate(admin.token)
        let walk = try client.services.profiles.walk(offset: 0, by: manager)
        let response = try await ProfileStream.response(walk, offset: 0)
        guard case .stream(nil, let write) = response.body else {
            Issue.record("the list is not streamed")
            return
        }
        await #expect(throws: AccountError.self) {
            try await write(ResponseWriter { _ in await store.close() })
        }
        // A store that is gone from the start is told.
        await #expect(throws: AccountError.self) { try await ProfileStream.response(walk, offset: 0) }
    }
}
