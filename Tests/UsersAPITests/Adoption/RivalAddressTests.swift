import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// Documents of another program whose addresses are one: nothing tells whose it is.
@Suite struct RivalAddressTests {
    private static func registration(_ email: String) -> JSONValue {
        ["email": .string(email), "username": "Mallory", "password": .string(TestClient.password)]
    }

    @Test(arguments: TestEngine.allCases)
    func `Nobody gets the address that such documents have, in any way`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let ids = [
            try await client.writeStranger("Jane@example.com"), try await client.writeStranger("jane@example.com"),
        ]
        let broken = try await client.writeStranger("john@example.com", ["hashed_password": nil])
        #expect(try await client.services.adoption.run().adopted == 0)

        let mallory = try await client.makeUser("mallory@example.com")
        let admin = try await client.makeAdmin("root@example.com")
        for email in ["jane@example.com", "JANE@EXAMPLE.COM", "Jane@example.com", "john@example.com"] {
            #expect(try await client.tryLogIn(email).code == "invalid_credentials")
            #expect(
                try await client.send(.post, "/api/v1/auth/register", Self.registration(email)).code == "email_taken")
            let change: JSONValue = ["email": .string(email), "current_password": .string(TestClient.password)]
            #expect(
                try await client.send(.patch, "/api/v1/users/me", change, token: mallory.token).code == "email_taken")
            let made = try await client.send(
                .post, "/api/v1/admin/users", Self.registration(email), token: admin.token)
            #expect(made.code == "email_taken")
            let djoser = try await client.send(
                .post, "/auth/users/",
                [
                    "email": .string(email), "username": "mallory", "password": "xK4-vu9-mallory",
                    "re_password": "xK4-vu9-mallory",
                ])
            #expect(djoser.status == .badRequest && djoser.json["email"] != nil)
            #expect(
                try await client.send(.post, "/api/v1/auth/password/forgot", ["email": .string(email)]).status
                    == .accepted)
        }
        let mailed = try await client.deliver().filter {
            !["mallory@example.com", "root@example.com"].contains($0.recipient)
        }
        #expect(mailed.isEmpty)
        for id in ids + [broken] {
            let path = "/api/v1/admin/users/\(id)"
            #expect(try await client.send(.get, path, token: admin.token).status == .notFound)
            #expect(try await client.send(.patch, path, ["username": "X"], token: admin.token).status == .notFound)
            #expect(try await client.send(.delete, path, token: admin.token).status == .notFound)
        }
        for query in ["", "?sort=email", "?sort=-created_at", "?is_active=true", "?namespace=default"] {
            let list = try await client.send(.get, "/api/v1/admin/users\(query)", token: admin.token)
            #expect(Set(list.json.elements.compactMap { $0["id"]?.text }) == [mallory.id, admin.id], "\(query)")
            #expect(list.fields[.xTotalCount] == "2", "\(query)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `None of them is taken over, in whatever order they come, until one is left`(engine: TestEngine) async throws {
        for emails in [["Jane@example.com", "jane@example.com"], ["jane@example.com", "Jane@example.com"]] {
            let client = try await TestClient(engine)
            var ids: [String] = []
            for email in emails + ["jane@EXAMPLE.com"] { ids.append(try await client.writeStranger(email)) }
            let documents = [try await client.stored(ids[0]), try await client.stored(ids[1])]
            let expected = [
                "\(ids[0]) email is that of \(ids[1]), \(ids[2]) too",
                "\(ids[1]) email is that of \(ids[0]), \(ids[2]) too",
                "\(ids[2]) email is that of \(ids[0]), \(ids[1]) too",
            ]
            #expect(try await client.problems() == expected.sorted())
            #expect(try await [client.stored(ids[0]), client.stored(ids[1])] == documents)

            for id in ids.dropFirst() {
                let id = BSONValue.objectID(try #require(ObjectID(hex: id)))
                #expect(try await client.store.delete(id: id, ifRevision: 0, in: TestClient.users))
            }
            #expect(try await client.problems() == [])
            #expect(try await client.logIn("jane@example.com").id == ids[0])
            let refused = try await client.send(.post, "/api/v1/auth/register", Self.registration("JANE@example.com"))
            #expect(refused.code == "email_taken")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `An account keeps its address from documents that come later`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.writeStranger("Jane@example.com")
        try await client.services.adoption.run()
        let later = try await client.writeStranger("jane@example.com")
        #expect(try await client.problems() == ["\(later) email is that of the account \(jane) too"])
        #expect(try await client.logIn("jane@example.com").id == jane)
    }

    @Test(arguments: TestEngine.allCases)
    func `A document that is none for another reason keeps its address from others too`(engine: TestEngine) async throws
    {
        let client = try await TestClient(engine)
        let broken = try await client.writeStranger("Jane@example.com", ["is_active": nil])
        let whole = try await client.writeStranger("jane@example.com")
        #expect(
            try await client.problems() == [
                "\(broken) is_active is missing", "\(whole) email is that of \(broken) too",
            ])
    }
}
