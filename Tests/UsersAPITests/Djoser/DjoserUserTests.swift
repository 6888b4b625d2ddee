import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct DjoserUserTests {
    /// What a change of one's own account answers with: the field's value, or errors.
    private static let changes = DjoserCase.list(
        #"""
        {"email":"nope"} => email: address
        {"email":""} => email: blank
        {"email":null} => email: null
        {"email":"john@example.com"} => email: email taken
        {"first_name":null} => first_name: null
        {"first_name":[]} => first_name: text
        {"first_name":"\u0000"} => first_name: NUL
        {"first_name":true,"last_name":{},"email":"a b"} => first_name: text; last_name: text; email: address
        """#)

    private func path(_ id: String) -> String { "/auth/users/\(id)/" }

    private let password: JSONValue = ["current_password": .string(TestClient.djoserPassword)]

    @Test(arguments: TestEngine.allCases)
    func `Users see and change themselves, by me and by their id`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.makeDjoserUser("jane")
        let shown = try await client.send(.get, "/auth/users/me/", token: jane.access)
        #expect(
            shown.json
                == .object([
                    "id": .string(jane.id), "username": "jane", "email": "jane@example.com", "first_name": "",
                    "last_name": "", "avatar": .null, "is_active": true,
                    "date_joined": try #require(shown.json["date_joined"]),
                ]))
        for path in ["/auth/users/me/", "/auth/users/me", path(jane.id), "/auth/users/%6d%65/", "/auth/users/me/?x=1"] {
            #expect(try await client.send(.get, path, token: jane.access).json == shown.json, "\(path)")
        }
        let changed = try await client.send(
            .patch, "/auth/users/me/",
            ["first_name": "  Zoë 🙂 ", "last_name": 5, "username": "hacker", "is_staff": true, "password": "x"],
            token: jane.access)
        #expect(changed.json["first_name"] == "Zoë 🙂" && changed.json["last_name"] == "5")
        #expect(changed.json["username"] == "jane")
        let blank = try await client.send(
            .put, path(jane.id), ["email": "jane@example.com", "first_name": ""], token: jane.access)
        #expect(blank.json["first_name"] == "" && blank.json["last_name"] == "5")
        let incomplete = try await client.send(.put, "/auth/users/me/", [:], token: jane.access)
        #expect(try incomplete.isRefused("email: required"))
        #expect(try await client.send(.patch, "/auth/users/me/", token: jane.access).status == .ok)
    }

    @Test func `Changes against the rules change nothing`() async throws {
        let client = try await TestClient(.sqlite)
        let jane = try await client.makeDjoserUser("jane")
        _ = try await client.makeDjoserUser("john")
        let before = try await client.send(.get, "/auth/users/me/", token: jane.access).json
        for row in Self.changes {
            let answer = try await client.send(
                .patch, "/auth/users/me/", DjoserWords.body([:], with: row.changes), token: jane.access)
            #expect(try answer.isRefused(row.errors), "\(row.changes)")
        }
        #expect(try await client.send(.get, "/auth/users/me/", token: jane.access).json == before)
    }

    @Test(arguments: TestEngine.allCases)
    func `A changed address leaves the account active, and asks for the password in an old session`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.makeDjoserUser("jane")
        let fresh = try await client.send(
            .patch, "/auth/users/me/", ["email": "new@example.com"], token: jane.access)
        #expect(fresh.status == .ok && fresh.json["email"] == "new@example.com" && fresh.json["is_active"] == true)
        client.clock.advance(by: .seconds(601))
        let change: JSONValue = ["email": "newer@example.com"]
        let late = try await client.send(.patch, "/auth/users/me/", change, token: jane.access)
        #expect(try late.isRefused("current_password: required"))
    }

    @Test(arguments: TestEngine.allCases)
    func `Strangers' ids and unknown ones are one 404`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let (jane, john) = (try await client.makeDjoserUser("jane"), try await client.makeDjoserUser("john"))
        for id in [john.id, "65f0c0ffee65f0c0ffee65f0", "99999999", "abc", "-1", "%00", "1%20OR%201=1", "."] {
            let requests: [(HTTPRequest.Method, JSONValue?)] = [
                (.get, nil), (.put, ["email": "evil@example.com"]), (.patch, ["first_name": "Evil"]),
                (.delete, password),
            ]
            for (method, body) in requests {
                let answer = try await client.send(method, path(id), body, token: jane.access)
                #expect(answer.status == .notFound, "\(method) \(id)")
                #expect(answer.json == ["detail": "No User matches the given query."], "\(method) \(id)")
                #expect(try await client.send(method, path(id), body).status == .unauthorized)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Administrators list, show, change and delete others`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let (admin, jane) = (try await client.makeDjoserAdmin("chief"), try await client.makeDjoserUser("jane"))
        let all = try await client.send(.get, "/auth/users/?limit=1&page=2", token: admin.access)
        #expect(all.json.elements.compactMap { $0["id"]?.text } == [admin.id, jane.id])
        let own = try await client.send(.get, "/auth/users/", token: jane.access)
        #expect(own.json.elements.compactMap { $0["id"]?.text } == [jane.id])
        #expect(try await client.send(.get, path(jane.id), token: admin.access).json == own.json.elements[0])

        let changed = try await client.send(
            .patch, path(jane.id), ["first_name": "ByAdmin", "is_active": false, "username": "x"], token: admin.access)
        #expect(changed.json["first_name"] == "ByAdmin" && changed.json["is_active"] == true)
        #expect(changed.json["username"] == "jane")
        let taken = try await client.send(
            .patch, path(jane.id), ["email": "chief@example.com"], token: admin.access)
        #expect(try taken.isRefused("email: email taken"))

        let wrong = try await client.send(.delete, path(jane.id), password, token: admin.access)
        #expect(try wrong.isRefused("current_password: wrong"))
        let proof: JSONValue = ["current_password": .string(TestClient.password)]
        #expect(try await client.send(.delete, path(jane.id), proof, token: admin.access).status == .noContent)
        #expect(try await client.send(.get, path(jane.id), token: admin.access).status == .notFound)
        let last = try await client.send(.delete, path(admin.id), proof, token: admin.access)
        #expect(last.status == .forbidden && last.json["detail"] != nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `Deleting oneself takes the password, and ends all`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let (jane, john) = (try await client.makeDjoserUser("jane"), try await client.makeDjoserUser("john"))
        let rows = DjoserCase.list(
            #"""
            {} => current_password: required
            {"current_password":""} => current_password: blank
            {"current_password":null} => current_password: null
            {"current_password":"nope"} => current_password: wrong
            """#)
        for row in rows {
            let answer = try await client.send(
                .delete, "/auth/users/me/?current_password=\(TestClient.djoserPassword)",
                DjoserWords.body([:], with: row.changes), token: jane.access)
            #expect(try answer.isRefused(row.errors))
        }
        #expect(try await client.send(.delete, "/auth/users/me/", token: jane.access).status == .badRequest)
        #expect(try await client.send(.delete, "/auth/users/me/", password, token: jane.access).status == .noContent)
        let again = try await client.send(.delete, "/auth/users/me/", password, token: jane.access)
        #expect(again.json == ["detail": "User not found", "code": "user_not_found"])
        #expect(try await client.send(.delete, path(john.id), password, token: john.access).status == .noContent)
        let registration = JSONValue.object(TestClient.djoserRegistration("jane"))
        #expect(try await client.send(.post, "/auth/users/", registration).status == .created)
    }
}
