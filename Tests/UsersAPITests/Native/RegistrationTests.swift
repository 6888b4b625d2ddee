import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct RegistrationTests {
    private static let body: [String: JSONValue] = [
        "email": "jane@EXAMPLE.com", "username": "Jane", "password": .string(TestClient.password),
    ]

    @Test(arguments: TestEngine.allCases)
    func `A registration answers the user, with its place and its version`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let answer = try await client.send(.post, "/api/v1/auth/register", .object(Self.body))
        #expect(answer.status == .created)
        #expect(answer.fields[.location] == "/api/v1/users/me")
        #expect(answer.fields[.eTag] == "\"1\"")
        #expect(answer.fields[.cacheControl] == "no-store")
        let now = try #require(answer.json["created_at"])
        let id = try #require(answer.json["id"])
        #expect(
            answer.json
                == .object([
                    "id": id, "email": "jane@example.com", "username": "Jane", "is_admin": false, "is_active": true,
                    "email_verified": false, "created_at": now, "updated_at": now, "version": 1,
                ]))
    }

    @Test(arguments: TestEngine.allCases)
    func `Of 32 registrations of one address at once one succeeds`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let spellings = ["jane@example.com", "JANE@example.com", " jane@Example.com "]
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<32 {
                group.addTask {
                    var body = Self.body
                    body["email"] = .string(spellings[number % spellings.count])
                    return try await client.send(.post, "/api/v1/auth/register", .object(body)).status.code
                }
            }
            return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(statuses == [201: 1, 409: 31])
    }

    @Test(arguments: TestEngine.allCases)
    func `An address that is taken is told, a user name is not an identifier`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        _ = try await client.makeUser("jane@example.com")
        let again = try await client.send(.post, "/api/v1/auth/register", .object(Self.body))
        #expect(again.status == .conflict && again.code == "email_taken")
        _ = try await client.makeUser("other@example.com", username: "Jane")
        _ = try await client.makeUser("jane@example.com", namespace: "tenant")
    }

    static let invalid: [(field: String, value: JSONValue?, code: String)] = [
        ("email", nil, "required"), ("email", .null, "null"), ("email", 1, "wrong_type"),
        ("email", "jane", "invalid_email"), ("email", "", "invalid_email"),
        ("email", .string(String(repeating: "a", count: 250) + "@example.com"), "invalid_email"),
        ("username", nil, "required"), ("username", "", "blank"), ("username", " \u{2003}", "blank"),
        ("username", .string(String(repeating: "x", count: 151)), "too_long"), ("username", [], "wrong_type"),
        ("username", .string(String(repeating: "\u{0327}\u{0301}", count: 100_000)), "too_long"),
        ("username", "a\u{0}b", "contains_null"), ("username", "a\nb", "invalid"),
        ("password", nil, "required"), ("password", "short", "too_short"),
        ("password", "password1", "password_too_common"),
        ("password", "JANE@example.com", "password_too_similar"),
        ("password", .string(String(repeating: "p", count: 1025)), "too_long"),
        ("password", true, "wrong_type"), ("namespace", "Not One", "invalid"), ("namespace", "", "invalid"),
    ]

    @Test(arguments: invalid)
    func `What breaks a rule is named, and changes nothing`(
        field: String, value: JSONValue?, code: String
    ) async throws {
        let client = try await TestClient(.sqlite)
        var body = Self.body
        body[field] = value
        let answer = try await client.send(.post, "/api/v1/auth/register", .object(body))
        #expect(answer.status == .unprocessableContent && answer.code == "validation_failed")
        #expect(answer.json["errors"]?.elements.map { $0["code"] } == [.string(code)])
        #expect(answer.problemFields == [field])
        let login = try await client.send(
            .post, "/api/v1/auth/login",
            ["email": body["email"] ?? "jane@example.com", "password": .string(TestClient.password)])
        #expect(login.status != .ok)
    }

    @Test func `All problems are told at once`() async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(
            .post, "/api/v1/auth/register", ["email": "no", "username": "", "password": "short"])
        #expect(answer.problemFields == ["email", "username", "password"])
    }
}
