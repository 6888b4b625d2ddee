import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct AdoptionTests {
    @Test(arguments: TestEngine.allCases)
    func `People log in with their old passwords, and what another program wrote stays`(engine: TestEngine) async throws
    {
        let client = try await TestClient(engine)
        let before = TestClient.stranger("Jane.Doe@Example.COM", ["shoe_size": 42, "company": ["name": "ACME"]])
        let id = try await client.write(before)
        let report = try await client.services.adoption.run()
        #expect(report.adopted == 1 && report.problems.isEmpty)

        let after = try await client.stored(id)
        for field in before { #expect(after[field.name] == field.value, "\(field.name)") }
        #expect(after["identifiers"] == ["default/email/jane.doe@example.com"])
        #expect(after["version"]?.intValue == 1 && after["revision"]?.intValue == 1)
        let jane = try await client.logIn("jane.doe@EXAMPLE.com")
        #expect(jane.id == id)
        var me = try #require(try await client.send(.get, "/api/v1/users/me", token: jane.token).json.members)
        #expect(me.removeValue(forKey: "last_login_at") != nil)
        let expected: JSONValue = [
            "id": .string(id), "email": "Jane.Doe@Example.COM", "username": "Jane", "is_admin": false,
            "is_active": true, "email_verified": false, "created_at": "2020-01-02T03:04:05.678Z",
            "updated_at": "2020-01-02T03:04:05.678Z", "version": 1,
        ]
        #expect(JSONValue.object(me) == expected)
        #expect(try await client.stored(id)["company"] == ["name": "ACME"])
        #expect(try await client.problems() == [])
    }

    @Test(arguments: TestEngine.allCases)
    func `Administrators find, change and delete such accounts, and the last of them stays`(engine: TestEngine)
        async throws
    {
        let client = try await TestClient(engine)
        let root = try await client.writeStranger("root@example.com", ["is_admin": true])
        let jane = try await client.writeStranger("jane@example.com")
        let idle = try await client.writeStranger("idle@example.com", ["is_active": false])
        try await client.services.adoption.run()
        let admin = try await client.logIn("root@example.com")
        #expect(try await client.tryLogIn("idle@example.com").code == "invalid_credentials")
        let found = try await client.send(.get, "/api/v1/admin/users?q=JANE@&sort=email", token: admin.token)
        #expect(found.json.elements.map { $0["id"] } == [.string(jane)] && found.fields[.xTotalCount] == "1")
        let renamed = try await client.send(
            .patch, "/api/v1/admin/users/\(jane)", ["username": "Jane D."], token: admin.token)
        #expect(renamed.status == .ok && renamed.json["version"] == 2)
        #expect(try await client.send(.delete, "/api/v1/admin/users/\(idle)", token: admin.token).status == .noContent)
        for change: JSONValue in [["is_admin": false], ["is_active": false]] {
            let refused = try await client.send(.patch, "/api/v1/admin/users/\(root)", change, token: admin.token)
            #expect(refused.code == "last_admin")
        }
        let firstAdmin = NewAccount(email: "first@example.com", username: "First", password: TestClient.password)
        #expect(try await client.services.registration.registerFirstAdmin(firstAdmin) == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `A second pass finds nothing, and two at once make each account once`(engine: TestEngine) async throws {
        let database = try engine.makeDatabase()
        let clock = TestClock()
        let one = try await TestClient(store: database.open(), clock: clock)
        let other = try await TestClient(store: database.open(), clock: clock)
        var ids: [String] = []
        for number in 0..<600 { ids.append(try await one.writeStranger("user\(number)@example.com")) }
        async let first = one.services.adoption.run()
        let second = try await other.services.adoption.run()
        #expect(try await first.adopted + second.adopted == 600)
        #expect(try await first.problems.isEmpty && second.problems.isEmpty)
        for id in ids { #expect(try await one.stored(id)["revision"]?.intValue == 1) }
        let third = try await one.services.adoption.run()
        #expect(third.adopted == 0 && third.problems.isEmpty)
    }

    @Test(
        arguments: [
            ("email", nil, "is missing"), ("email", "", "is no e-mail address"),
            ("email", "jane", "is no e-mail address"), ("email", " jane@example.com", "is no e-mail address"),
            ("email", "jane@example.com\r\nBcc: x@example.com", "is no e-mail address"),
            ("username", nil, "is missing"), ("username", "Jane\u{7}", "has a control character"),
            ("username", .string(String(repeating: "x", count: 151)), "is longer than 150 characters"),
            ("hashed_password", nil, "is missing"), ("hashed_password", .null, "is missing"),
            ("hashed_password", "secret", "is in no format that a password can be compared with"),
            ("is_admin", nil, "is missing"), ("is_active", nil, "is missing"), ("created_at", nil, "is missing"),
            ("roles", ["Ａdmin"], "names administrators, which is_admin does"),
            ("locale", 5, "has a type or a value that is none of an account's"),
        ] as [(String, BSONValue?, String)], TestEngine.allCases)
    func `What can't be an account stays as it is and is reported`(
        flaw: (field: String, value: BSONValue?, reason: String), engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let document = TestClient.stranger("jane@example.com", [flaw.field: flaw.value])
        let id = try await client.write(document)
        #expect(try await client.problems() == ["\(id) \(flaw.field) \(flaw.reason)"])
        let stored = try await client.stored(id)
        #expect(stored == document)
        #expect(try await client.tryLogIn("jane@example.com").code == "invalid_credentials")

        try await client.meddle(
            with: id, [flaw.field: TestClient.stranger("jane@example.com")[flaw.field]])
        #expect(try await client.problems() == [])
        #expect(try await client.logIn("jane@example.com").id == id)
    }

    @Test(arguments: TestEngine.allCases)
    func `A blank name and a time of change that is missing are no conflicts`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let id = try await client.writeStranger("jane@example.com", ["username": "", "updated_at": .null])
        #expect(try await client.services.adoption.run().problems == [])
        #expect(try await client.stored(id)["updated_at"] == .dateTime(TestClient.strangersBirth))
        #expect(try await client.logIn("jane@example.com").id == id)
    }

    @Test(arguments: TestEngine.allCases)
    func `What another program changed in an account is told, and taken over once it is asked for`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let id = try await client.writeStranger("jane@example.com")
        try await client.services.adoption.run()
        try await client.meddle(with: id, ["email": "jane@example.org"])
        #expect(
            try await client.problems() == [
                "\(id) identifiers lacks the present e-mail address",
                "\(id) identifiers has what is neither the e-mail address nor the user name",
                "\(id) sort_email does not follow from the account's other fields",
                "\(id) sort_name does not follow from the account's other fields",
                "\(id) search does not follow from the account's other fields",
            ])
        try await client.meddle(with: id, ["sort_email": nil])
        #expect(try await client.problems() == [])
        #expect(try await client.logIn("jane@example.org").id == id)
        #expect(try await client.tryLogIn("jane@example.com").code == "invalid_credentials")
    }

    @Test(arguments: TestEngine.allCases)
    func `An account that can't be read is nobody's, and no list breaks by it`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let jane = try await client.makeUser("jane@example.com")
        try await client.meddle(with: jane.id, ["locale": 5])
        #expect(try await client.send(.get, "/api/v1/users/me", token: jane.token).status == .unauthorized)
        #expect(try await client.tryLogIn("jane@example.com").code == "invalid_credentials")
        #expect(try await client.send(.get, "/api/v1/admin/users/\(jane.id)", token: admin.token).status == .notFound)
        let list = try await client.send(.get, "/api/v1/admin/users", token: admin.token)
        #expect(list.json.elements.map { $0["id"] } == [.string(admin.id)])
        let registration: JSONValue = [
            "email": "JANE@example.com", "username": "Jane", "password": .string(TestClient.password),
        ]
        #expect(try await client.send(.post, "/api/v1/auth/register", registration).code == "email_taken")
        #expect(try await client.problems() == ["\(jane.id) locale has a type or a value that is none of an account's"])
    }

    @Test(arguments: TestEngine.allCases)
    func `An administrator that can't be read is none`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let fields: [String: BSONValue?] = ["is_admin": true, "namespace": "default", "locale": 5]
        try await client.writeStranger("old@example.com", fields)
        try await client.services.adoption.run()
        let draft = NewAccount(email: "first@example.com", username: "First", password: TestClient.password)
        let first = try #require(try await client.services.registration.registerFirstAdmin(draft))
        let admin = try await client.logIn("first@example.com")
        let refused = try await client.send(
            .patch, "/api/v1/admin/users/\(first.id)", ["is_admin": false], token: admin.token)
        #expect(refused.code == "last_admin")
    }

    @Test(arguments: TestEngine.allCases)
    func `A roster that lists one too many is told`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let (root, other) = (try await client.makeAdmin("a@example.com"), try await client.makeAdmin("b@example.com"))
        #expect(try await client.problems() == [])
        try await client.meddle(with: other.id, ["is_admin": false])
        #expect(
            try await client.problems() == ["\"default\" admins lists \(other.id), which is no active administrator"])
        let admins = CollectionDefinition(name: "admins", indexes: [])
        let roster = try #require(try await client.store.find(id: "default", in: admins))
        let revision = try #require(roster["revision"]?.intValue)
        #expect(try await client.store.delete(id: "default", ifRevision: revision, in: admins))
        #expect(try await client.problems() == [])
        let refused = try await client.send(
            .patch, "/api/v1/admin/users/\(root.id)", ["is_admin": false], token: root.token)
        #expect(refused.code == "last_admin")
    }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue]? {
        if case .object(let members) = self { members } else { nil }
    }
}
