import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct DjoserCredentialTests {
    private static let newPassword: JSONValue = "Zx9+amber-Lantern"
    private static let current = JSONValue.string(TestClient.djoserPassword)

    /// Whether a login is let in.
    private func logsIn(_ client: TestClient, _ name: JSONValue, _ password: JSONValue) async throws -> Bool {
        try await client.send(.post, "/auth/jwt/create/", ["username": name, "password": password]).status == .ok
    }

    private func expect(
        _ answer: Answer, _ row: DjoserCase, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(try answer.isRefused(row.errors), "\(row.changes)", sourceLocation: sourceLocation)
    }

    @Test(arguments: TestEngine.allCases)
    func `A password is set by the current one, in Django's order of checks`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.makeDjoserUser("sepulveda")
        let other = try await client.logInToDjoser("sepulveda", id: jane.id)
        let body = [
            "current_password": Self.current, "new_password": Self.newPassword, "re_new_password": Self.newPassword,
        ]
        let rows = DjoserCase.list(
            #"""
            {"current_password":"nope"} => current_password: wrong
            {"current_password":"nope","re_new_password":"Other-pass-77"} => current_password: wrong
            {"current_password":"nope","new_password":"123"} => current_password: wrong
            {"current_password":"nope","new_password":""} => current_password: wrong; new_password: blank
            {"re_new_password":"Other-pass-77"} => non_field_errors: passwords differ
            {"new_password":"123","re_new_password":"456"} => new_password: short, common, numeric
            {"new_password":"xK9-a","re_new_password":"xK9-a"} => new_password: short
            {"new_password":"sepulveda1","re_new_password":"sepulveda1"} => new_password: like username
            {"current_password":"(absent)"} => current_password: required
            {"new_password":null} => new_password: null
            {"re_new_password":""} => re_new_password: blank
            """#)
        for row in rows {
            let changed = try DjoserWords.body(body, with: row.changes)
            try expect(try await client.send(.post, "/auth/users/set_password/", changed, token: jane.access), row)
        }
        let done = try await client.send(.post, "/auth/users/set_password/", .object(body), token: jane.access)
        #expect(done.status == .noContent)
        #expect(try await client.send(.get, "/auth/users/me/", token: jane.access).status == .ok)
        #expect(try await client.send(.get, "/auth/users/me/", token: other.access).status == .unauthorized)
        #expect(try await !logsIn(client, "sepulveda", Self.current))
        #expect(try await logsIn(client, "sepulveda", Self.newPassword))
    }

    @Test(arguments: TestEngine.allCases)
    func `A user name is set by the current password`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.makeDjoserUser("jane")
        _ = try await client.makeDjoserUser("john")
        let body = ["current_password": Self.current, "new_username": "janet", "re_new_username": "janet"]
        let rows = DjoserCase.list(
            #"""
            {"current_password":"nope"} => current_password: wrong
            {"re_new_username":"different"} => non_field_errors: usernames differ
            {"new_username":"john"} => new_username: taken
            {"new_username":"JOHN","re_new_username":"JOHN"} => new_username: taken
            {"new_username":"jane"} => new_username: taken
            {"new_username":"a b$"} => new_username: characters
            {"current_password":"nope","new_username":"john"} => current_password: wrong; new_username: taken
            {"new_username":"(absent)","re_new_username":null} => new_username: required; re_new_username: null
            """#)
        for row in rows {
            let changed = try DjoserWords.body(body, with: row.changes)
            try expect(try await client.send(.post, "/auth/users/set_username/", changed, token: jane.access), row)
        }
        let done = try await client.send(.post, "/auth/users/set_username/", .object(body), token: jane.access)
        #expect(done.status == .noContent)
        #expect(try await client.send(.get, "/auth/users/me/", token: jane.access).json["username"] == "janet")
        #expect(try await !logsIn(client, "jane", Self.current))
        #expect(try await logsIn(client, "janet", Self.current))
    }

    @Test(arguments: TestEngine.allCases)
    func `A password is reset by a mailed link, once, and old tokens end`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.makeDjoserUser("jane")
        let link = try await mailedLink(client, "reset_password", "password/reset/confirm")
        let body: [String: JSONValue] = [
            "uid": .string(link.uid), "token": .string(link.token), "new_password": Self.newPassword,
            "re_new_password": Self.newPassword,
        ]
        let rows = DjoserCase.list(
            #"""
            {"uid":"(absent)","token":null,"new_password":""} => uid: required; token: null; new_password: blank
            {"uid":"!!!"} => uid: uid
            {"uid":"OTk5OTk5"} => uid: uid
            {"token":"wrong-token"} => token: token
            {"token":"wrong-token","re_new_password":"zzzzzz-9K"} => non_field_errors: passwords differ
            {"token":"wrong-token","new_password":"123","re_new_password":"1"} => new_password: short, common, numeric
            """#)
        for row in rows {
            try expect(try await confirm(client, "reset_password", DjoserWords.body(body, with: row.changes)), row)
        }
        #expect(try await confirm(client, "reset_password", .object(body)).status == .noContent)
        let again = DjoserCase(changes: "again", errors: "token: token")
        try expect(try await confirm(client, "reset_password", .object(body)), again)
        #expect(try await client.send(.get, "/auth/users/me/", token: jane.access).status == .unauthorized)
        #expect(try await logsIn(client, "jane", Self.newPassword))

        let late = try await mailedLink(client, "reset_password", "password/reset/confirm")
        client.clock.advance(by: .seconds(3601))
        let lateBody = body.merging(["token": .string(late.token)]) { $1 }
        try expect(try await confirm(client, "reset_password", .object(lateBody)), again)
    }

    @Test(arguments: TestEngine.allCases)
    func `A user name is reset by a mailed link, which sets no password`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        _ = try await client.makeDjoserUser("jane")
        _ = try await client.makeDjoserUser("john")
        let link = try await mailedLink(client, "reset_username", "username/reset/confirm")
        let body: [String: JSONValue] = [
            "uid": .string(link.uid), "token": .string(link.token), "new_username": "janet",
            "re_new_username": "janet",
        ]
        let rows = DjoserCase.list(
            #"""
            {"uid":"(absent)"} => uid: uid
            {"uid":null} => uid: uid
            {"uid":""} => uid: uid
            {"token":"(absent)"} => token: token
            {"token":null} => token: token
            {"token":{}} => token: token
            {"new_username":"john"} => new_username: taken
            {"new_username":"jane"} => new_username: taken
            {"new_username":"","re_new_username":null} => new_username: blank; re_new_username: null
            {"new_username":"a b$"} => new_username: characters
            {"re_new_username":"different"} => non_field_errors: usernames differ
            {"token":"x","re_new_username":"different"} => non_field_errors: usernames differ
            """#)
        for row in rows {
            try expect(try await confirm(client, "reset_username", DjoserWords.body(body, with: row.changes)), row)
        }
        var password = body.merging(["new_password": Self.newPassword, "re_new_password": Self.newPassword]) { $1 }
        password["new_username"] = nil
        let foreign = DjoserCase(changes: "another purpose", errors: "token: token")
        try expect(try await confirm(client, "reset_password", .object(password)), foreign)
        #expect(try await confirm(client, "reset_username", .object(body)).status == .noContent)
        #expect(try await logsIn(client, "janet", Self.current))
    }

    @Test(arguments: ["reset_password", "reset_username", "resend_activation"])
    func `Whether there is an account is not told`(action: String) async throws {
        let client = try await TestClient(.sqlite)
        _ = try await client.makeDjoserUser("jane")
        for email in ["jane@example.com", " jane@example.com ", "nobody@example.com"] {
            let answer = try await client.send(.post, "/auth/users/\(action)/", ["email": .string(email)])
            #expect(answer.status == .noContent && answer.bytes.isEmpty)
        }
        let rows = DjoserCase.list(
            #"""
            {} => email: required
            {"email":""} => email: blank
            {"email":null} => email: null
            {"email":"nope"} => email: address
            {"email":1} => email: address
            {"email":{"$ne":null}} => email: address
            """#)
        for row in rows {
            let body = try DjoserWords.body([:], with: row.changes)
            try expect(try await client.send(.post, "/auth/users/\(action)/", body), row)
        }
    }

    private func mailedLink(
        _ client: TestClient, _ action: String, _ path: String
    ) async throws -> ReceivedMail.Link {
        let answer = try await client.send(.post, "/auth/users/\(action)/", ["email": "jane@example.com"])
        #expect(answer.status == .noContent)
        return try await client.deliveredLink(path, to: "jane@example.com")
    }

    private func confirm(_ client: TestClient, _ action: String, _ body: JSONValue) async throws -> Answer {
        try await client.send(.post, "/auth/users/\(action)_confirm/", body)
    }
}
