import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct OwnAccountTests {
    @Test(arguments: TestEngine.allCases, [HTTPRequest.Method.put, .patch])
    func `An update changes what it names and keeps the rest`(
        engine: TestEngine, method: HTTPRequest.Method
    ) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let full: JSONValue = [
            "username": "Jane D", "display_name": "JD", "full_name": "Jane Doe", "first_name": "Jane",
            "last_name": "Doe", "locale": "fr_FR", "marketing_opt_in": true, "extra": ["b": "2", "a.$x": "1"],
            "is_admin": true, "is_active": false, "version": 99, "roles": ["admin"],
        ]
        let changed = try await client.send(method, "/api/v1/users/me", full, token: user.token)
        #expect(changed.status == .ok && changed.fields[.eTag] == "\"2\"")
        for name in ["username", "display_name", "full_name", "first_name", "last_name", "locale", "extra"] {
            #expect(changed.json[name] == full[name])
        }
        #expect(changed.json["marketing_opt_in"] == true && changed.json["is_admin"] == false)
        #expect(changed.json["is_active"] == true && changed.json["roles"] == nil)

        let cleared = try await client.send(
            method, "/api/v1/users/me", ["display_name": .null, "full_name": "  ", "extra": .null], token: user.token)
        #expect(cleared.json["display_name"] == nil && cleared.json["full_name"] == nil && cleared.json["extra"] == nil)
        #expect(cleared.json["first_name"] == "Jane" && cleared.json["version"] == 3)

        let unchanged = try await client.send(method, "/api/v1/users/me", ["first_name": "Jane"], token: user.token)
        #expect(unchanged.json == cleared.json)

        // Another normalisation looks the same and is another text.
        for (name, version) in [("e\u{301}", 4), ("\u{e9}", 5)] as [(String, Int64)] {
            let renamed = try await client.send(
                method, "/api/v1/users/me", ["last_name": .string(name)], token: user.token)
            #expect(renamed.json["version"] == .integer(version))
        }
        #expect(try await client.send(.get, "/api/v1/users/me", token: user.token).json["version"] == 5)
    }

    static let invalid: [(field: String, value: JSONValue, code: String)] = [
        ("display_name", .string(String(repeating: "x", count: 151)), "too_long"),
        ("display_name", 1, "wrong_type"), ("locale", .string(String(repeating: "x", count: 36)), "too_long"),
        ("marketing_opt_in", "yes", "wrong_type"), ("extra", [], "wrong_type"),
        ("extra", ["": "x"], "blank"), ("extra", ["k": .string(String(repeating: "x", count: 1025))], "too_long"),
        ("extra", .object(Dictionary(uniqueKeysWithValues: (0..<65).map { ("k\($0)", .string("v")) })), "too_many"),
        ("email", .null, "null"), ("username", .null, "null"), ("email", "x", "invalid_email"),
        ("password", "short", "too_short"), ("display_name", "a\u{0}", "contains_null"),
    ]

    @Test func `Of a map the entry is named that breaks a rule`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let answer = try await client.send(
            .patch, "/api/v1/users/me", ["extra": ["a": 1, "b": "2", "c": .null]], token: user.token)
        #expect(answer.status == .unprocessableContent && answer.problemFields == ["extra.a", "extra.c"])
    }

    @Test(arguments: invalid)
    func `What breaks a rule changes nothing`(field: String, value: JSONValue, code: String) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let answer = try await client.send(
            .patch, "/api/v1/users/me", ["first_name": "Other", field: value], token: user.token)
        #expect(answer.status == .unprocessableContent && answer.problemFields == [field])
        #expect(answer.json["errors"]?.elements.first?["code"] == .string(code))
        let account = try await client.send(.get, "/api/v1/users/me", token: user.token)
        #expect(account.json["first_name"] == nil && account.json["version"] == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `A new password needs the current one`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let new: [String: JSONValue] = ["password": "a new good password"]
        let missing = try await client.send(.patch, "/api/v1/users/me", .object(new), token: user.token)
        #expect(missing.code == "current_password_required" && missing.status == .unprocessableContent)
        let wrong = try await client.send(
            .patch, "/api/v1/users/me", .object(new.merging(["current_password": "wrong one"]) { $1 }),
            token: user.token)
        #expect(wrong.code == "current_password_wrong" && wrong.status == .forbidden)
        _ = try await client.logIn("jane@example.com")
        let right = try await client.send(
            .patch, "/api/v1/users/me", .object(new.merging(["current_password": .string(TestClient.password)]) { $1 }),
            token: user.token)
        #expect(right.status == .ok)
        _ = try await client.logIn("jane@example.com", password: "a new good password")
    }

    @Test func `A new address needs the password unless the login was a moment ago`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        _ = try await client.makeUser("taken@example.com")
        let fresh = try await client.send(.patch, "/api/v1/users/me", ["email": "new@example.com"], token: user.token)
        #expect(fresh.status == .ok && fresh.json["email"] == "new@example.com")
        let taken = try await client.send(.patch, "/api/v1/users/me", ["email": "TAKEN@example.com"], token: user.token)
        #expect(taken.code == "email_taken")
        client.clock.advance(by: .seconds(601))
        let later = try await client.send(.patch, "/api/v1/users/me", ["email": "late@example.com"], token: user.token)
        #expect(later.code == "current_password_required")
        let proven = try await client.send(
            .patch, "/api/v1/users/me",
            ["email": "late@example.com", "current_password": .string(TestClient.password)], token: user.token)
        #expect(proven.status == .ok)
        // The old address logs nobody in, and is free.
        _ = try await client.logIn("late@example.com")
        _ = try await client.makeUser("new@example.com")
    }

    @Test(arguments: TestEngine.allCases)
    func `Preconditions hold`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let path = "/api/v1/users/me"
        func patch(_ name: String, if match: String) async throws -> Answer {
            try await client.send(
                .patch, path, ["first_name": .string(name)], token: user.token, fields: [.ifMatch: match])
        }
        #expect(try await patch("A", if: "\"1\"").status == .ok)
        #expect(try await patch("B", if: "\"1\"").code == "version_mismatch")
        #expect(try await patch("C", if: "W/\"2\"").status == .preconditionFailed)
        #expect(try await patch("D", if: "nonsense").status == .preconditionFailed)
        #expect(try await patch("E", if: "\"7\", \"2\"").json["version"] == 3)
        #expect(try await patch("F", if: "*").json["version"] == 4)

        let cached = try await client.send(.get, path, token: user.token, fields: [.ifNoneMatch: "W/\"4\""])
        #expect(cached.status == .notModified && cached.fields[.eTag] == "\"4\"")
        let stale = try await client.send(.get, path, token: user.token, fields: [.ifNoneMatch: "\"3\""])
        #expect(stale.status == .ok)
        let kept = try await client.send(.delete, path, token: user.token, fields: [.ifMatch: "\"3\""])
        #expect(kept.status == .preconditionFailed)
    }

    @Test(arguments: TestEngine.allCases)
    func `Of 20 writers with one version one succeeds, and without one none is lost`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        func race(_ match: String) async throws -> [Int: Int] {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        try await client.send(
                            .patch, "/api/v1/users/me", ["first_name": .string("\(match) \(number)")],
                            token: user.token, fields: [.ifMatch: match]
                        ).status.code
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
        }
        #expect(try await race("\"1\"") == [200: 1, 412: 19])
        #expect(try await race("*") == [200: 20])
        #expect(try await client.send(.get, "/api/v1/users/me", token: user.token).json["version"] == 22)
    }

    @Test(arguments: TestEngine.allCases)
    func `A deleted account is gone, and its address is free`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        #expect(try await client.send(.delete, "/api/v1/users/me", token: user.token).status == .noContent)
        #expect(try await client.send(.delete, "/api/v1/users/me", token: user.token).status == .unauthorized)
        _ = try await client.makeUser("jane@example.com")
    }
}
