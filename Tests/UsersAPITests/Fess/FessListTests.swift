import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct FessListTests {
    @Test(arguments: TestEngine.allCases)
    func `Users are listed by the name that they are shown by`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("m@example.com").bearer
        for name in ["zoe", "Bob", "álvaro", "anna", "n"] { _ = try await client.makeFessUser(name, as: admin) }
        let all = ["anna", "Bob", "m@example.com", "n", "zoe", "álvaro"]
        #expect(try await client.fessNames("", as: admin) == all)
        for (query, names) in [
            ("?size=2", all[0..<2]), ("?size=2&page=0", all[0..<2]), ("?size=2&page=1", all[2..<4]),
            ("?page=2&size=2", all[4..<6]), ("?size=2&page=3", []), ("?size=4&page=1", all[4..<6]),
            ("?size=1000", all[...]), ("?size=1&page=100000", []), ("?id=%20", all[...]),
        ] as [(String, ArraySlice<String>)] {
            for method in [HTTPRequest.Method.get, .put] {
                let page = try await client.fess(method, "/settings\(query)", as: admin)
                #expect(page.settings.compactMap { $0["name"]?.text } == Array(names), "\(query)")
                #expect(page.response?["total"] == 6)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `What the body asks for counts more than the query`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("m@example.com").bearer
        let anna = try await client.makeFessUser("anna", as: admin)
        for method in [HTTPRequest.Method.get, .put] {
            for (path, body, names) in [
                ("/settings", ["size": 1, "page": 1], ["m@example.com"]), ("/settings?size=2", ["size": 1], ["anna"]),
                ("/settings?page=1", ["size": 1], ["m@example.com"]),
                ("/settings", ["size": .null, "page": .null, "id": .null], ["anna", "m@example.com"]),
                ("/settings", ["id": .string(anna)], ["anna"]), ("/settings?id=\(anna)", [:], ["anna"]),
                ("/settings", ["id": .string(anna), "page": 1], []), ("/settings?id=x", [:], []),
                ("/settings?id=65f0c0ffee65f0c0ffee65f0", [:], []),
            ] as [(String, JSONValue, [String])] {
                let page = try await client.fess(method, path, body, as: admin)
                #expect(page.settings.compactMap { $0["name"]?.text } == names, "\(path) \(body): \(page.json)")
            }
        }
        #expect(try await client.fess(.get, "/settings?id=\(anna)", as: admin).response?["total"] == 1)
    }

    @Test func `A page beyond the bounds is refused`() async throws {
        let client = try await TestClient.fess(.sqlite)
        let admin = try await client.makeAdmin("m@example.com").bearer
        for query in [
            "size=0", "size=1001", "size=x", "page=-1", "page=x", "size=1&page=100001", "size=1000&page=101",
            "size=1&size=1", "limit=1", "page=9223372036854775807",
        ] {
            #expect(try await client.fess(.get, "/settings?\(query)", as: admin).outcome == "400 1", "\(query)")
        }
        for body: JSONValue in [
            ["size": 0], ["size": 1001], ["size": "1"], ["page": -1], ["page": 5001], ["id": 1],
            ["page": .integer(.max)], ["page": .integer(.min)],
        ] {
            #expect(try await client.fess(.put, "/settings", body, as: admin).outcome == "400 1", "\(body)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `What is left of deleted users is neither shown nor counted`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("m@example.com").bearer
        let ids = [
            try await client.makeFessUser("anna", as: admin), try await client.makeFessUser("bob", as: admin),
        ]
        _ = try await client.deliver()
        #expect(try await client.fess(.delete, "/setting/\(ids[0])", as: admin).outcome == "200 0")
        for _ in 0..<2 {
            let first = try await client.fess(.get, "/settings?size=1", as: admin)
            #expect(first.settings.compactMap { $0["name"]?.text } == ["bob"] && first.response?["total"] == 2)
            #expect(try await client.fessNames("?size=1&page=1", as: admin) == ["m@example.com"])
            _ = try await client.deliver()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Accounts of a store of the first version are listed by name too`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("m@example.com")
        for name in ["zoe", "anna"] { _ = try await client.makeFessUser(name, as: admin.bearer) }
        let users = try #require(AccountSchema.current.collections.first { $0.name == "users" })
        for account in try await client.services.administration.page(
            limit: 10, offset: 0, by: try await client.services.authentication.authenticate(admin.token)
        ).accounts {
            let stored = try #require(try await client.store.find(id: .objectID(account.id), in: users))
            var old = BSONDocument()
            for field in stored where field.name != "sort_name" { old.append(field.name, field.value) }
            #expect(try await client.store.replace(old, ifRevision: account.revision, in: users))
        }
        let metadata = CollectionDefinition(name: "store_metadata", indexes: [])
        let record = try #require(try await client.store.find(id: .string("schema"), in: metadata))
        let revision = try #require(record["revision"]?.intValue)
        let first = record.replacing("version", by: .int64(1)).replacing("target", by: .int64(1))
        #expect(try await client.store.replace(first, ifRevision: revision, in: metadata))

        try await AccountSchema.current.apply(to: client.store)
        #expect(try await client.fessNames("", as: admin.bearer) == ["anna", "m@example.com", "zoe"])
    }
}
