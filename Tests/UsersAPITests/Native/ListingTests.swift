import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ListingTests {
    /// An administrator and 25 users, user 7 of which is disabled.
    private func makeUsers(_ engine: TestEngine) async throws -> (TestClient, TestUser) {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("zoe@example.com")
        for number in 0..<25 {
            let created = try await client.send(
                .post, "/api/v1/admin/users",
                [
                    "email": .string("user\(number / 10)\(number % 10)@example.com"),
                    "username": .string("Member \(number)"), "is_active": .boolean(number != 7),
                    "display_name": number == 3 ? "Ünïque" : .null,
                ], token: admin.token)
            #expect(created.status == .created)
        }
        return (client, admin)
    }

    private func walk(_ client: TestClient, _ admin: TestUser, _ query: String) async throws -> [String] {
        var target: String? = "/api/v1/admin/users?\(query)"
        var emails: [String] = []
        while let next = target {
            let page = try await client.send(.get, next, token: admin.token)
            #expect(page.status == .ok)
            emails += page.json.elements.compactMap { $0["email"]?.text }
            target = page.fields[.link].map { link in
                #expect(link.hasSuffix(">; rel=\"next\""))
                return String(link.dropFirst().prefix { $0 != ">" })
            }
            guard emails.count <= 100 else { break }
        }
        return emails
    }

    @Test(arguments: TestEngine.allCases)
    func `Pages follow one another without gaps, in every order`(engine: TestEngine) async throws {
        let (client, admin) = try await makeUsers(engine)
        let users = (0..<25).map { "user\($0 / 10)\($0 % 10)@example.com" }
        let byCreation = ["zoe@example.com"] + users
        for limit in [1, 7, 26, 1000] {
            #expect(try await walk(client, admin, "limit=\(limit)") == byCreation)
            #expect(try await walk(client, admin, "limit=\(limit)&sort=created_at") == byCreation)
            #expect(try await walk(client, admin, "limit=\(limit)&sort=-created_at") == byCreation.reversed())
            #expect(try await walk(client, admin, "limit=\(limit)&sort=email") == users + ["zoe@example.com"])
            #expect(
                try await walk(client, admin, "limit=\(limit)&sort=email&namespace=default") == users + [
                    "zoe@example.com"
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Filters and the search by prefix narrow the list and the total`(engine: TestEngine) async throws {
        let (client, admin) = try await makeUsers(engine)
        func total(_ query: String) async throws -> [Int] {
            let page = try await client.send(.get, "/api/v1/admin/users?\(query)", token: admin.token)
            return [page.json.elements.count, Int(page.fields[.xTotalCount] ?? "") ?? -1]
        }
        #expect(try await total("limit=10") == [10, 26])
        #expect(try await total("is_active=false") == [1, 1])
        #expect(try await total("is_admin=true") == [1, 1])
        #expect(try await total("is_admin=false&is_active=true&limit=5") == [5, 24])
        #expect(try await total("q=USER1") == [10, 10])
        #expect(try await total("q=member%202&limit=3") == [3, 6])
        #expect(try await total("q=%C3%BCn") == [1, 1])
        #expect(try await total("q=ser1") == [0, 0])
        #expect(try await total("q=user0&is_active=true") == [9, 9])
        #expect(try await total("q=%25") == [0, 0])
        #expect(try await total("q=") == [26, 26])
        #expect(try await walk(client, admin, "q=user1&limit=3&sort=-created_at").first == "user19@example.com")
        #expect(try await walk(client, admin, "q=user1&limit=3").count == 10)
    }

    @Test(arguments: [
        "limit=0", "limit=1001", "limit=x", "limit=", "limit=99999999999999999999", "cursor=x", "cursor=AAAA",
        "sort=id",
        "is_active=yes", "is_admin=1", "page=2", "limit=1&limit=2", "q=%ff", "q=%", "namespace=No%20One",
    ])
    func `A parameter that is unknown or out of its range is named`(query: String) async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com")
        let answer = try await client.send(.get, "/api/v1/admin/users?\(query)", token: admin.token)
        #expect(answer.status == .unprocessableContent && answer.code == "validation_failed")
        let name = String(query.prefix { $0 != "=" })
        #expect(answer.problemFields == [query.hasPrefix("q=%") ? "query" : name])
    }

    @Test(arguments: TestEngine.allCases)
    func `A cursor of another order is refused, one whose user is gone goes on`(engine: TestEngine) async throws {
        let (client, admin) = try await makeUsers(engine)
        let page = try await client.send(.get, "/api/v1/admin/users?limit=3&sort=email", token: admin.token)
        let cursor = try #require(page.fields[.link]?.firstMatch(of: /cursor=([^&>]+)/)?.1)
        let other = try await client.send(
            .get, "/api/v1/admin/users?limit=3&namespace=default&cursor=\(cursor)", token: admin.token)
        #expect(other.status == .unprocessableContent && other.problemFields == ["cursor"])
        let unsorted = try await client.send(
            .get, "/api/v1/admin/users?limit=3&cursor=\(cursor)", token: admin.token)
        #expect(unsorted.status == .unprocessableContent && unsorted.problemFields == ["cursor"])
        let last = try #require(page.json.elements.last?["id"]?.text)
        #expect(try await client.send(.delete, "/api/v1/admin/users/\(last)", token: admin.token).status == .noContent)
        let next = try await client.send(
            .get, "/api/v1/admin/users?limit=3&sort=email&cursor=\(cursor)", token: admin.token)
        #expect(next.json.elements.first?["email"] == "user03@example.com")
    }
}
