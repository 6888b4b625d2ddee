import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct NamespacedTests {
    /// The seed's own example.
    private static let registration: [String: JSONValue] = [
        "namespace": "app-x", "username": "y", "password": "supersecret123", "email": "y@example.com",
        "extra": ["role": "admin", "timezone": "UTC"],
    ]

    private static func body(_ changes: [String: JSONValue?]) -> JSONValue {
        var body = registration
        for (name, value) in changes { body[name] = value }
        return .object(body)
    }

    private func register(_ client: TestClient, _ changes: [String: JSONValue?] = [:]) async throws -> Answer {
        try await client.send(.post, "/auth/register", Self.body(changes))
    }

    private func logIn(_ client: TestClient, namespace: JSONValue = "app-x") async throws -> Answer {
        try await client.send(
            .post, "/auth/login", ["namespace": namespace, "username": "y", "password": "supersecret123"])
    }

    @Test(arguments: TestEngine.allCases)
    func `The seed's examples register and log in`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await register(client)
        #expect(user.status == .created)
        let now = try #require(user.json["created_at"])
        #expect(
            user.json
                == .object([
                    "id": try #require(user.json["id"]), "namespace": "app-x", "username": "y",
                    "email": "y@example.com", "full_name": .null, "avatar_url": .null,
                    "extra": ["role": "admin", "timezone": "UTC"], "is_active": true, "created_at": now,
                    "updated_at": now,
                ]))

        let tokens = try await logIn(client)
        #expect(tokens.status == .ok && tokens.json["token_type"] == "bearer")
        let refreshToken = try #require(tokens.json["refresh_token"])
        let renewed = try await client.send(.post, "/auth/refresh", ["refresh_token": refreshToken])
        #expect(renewed.status == .ok && renewed.json["refresh_token"] != refreshToken)
        let me = try await client.send(.get, "/users/me", token: try #require(renewed.json["access_token"]?.text))
        #expect(me.status == .ok && me.json == user.json)
    }

    @Test(arguments: TestEngine.allCases)
    func `A name is unique in its namespace alone, in any case`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        #expect(try await register(client).status == .created)
        let again = try await register(client, ["username": " Y ", "email": nil])
        #expect(again.status == .conflict)
        #expect(again.json == ["detail": "Username already exists in this namespace"])
        let taken = try await register(client, ["username": "z"])
        #expect(taken.status == .conflict && taken.json == ["detail": "Email already registered"])
        let elsewhere = try await register(client, ["namespace": "app-z"])
        #expect(elsewhere.status == .created && elsewhere.json["id"] != nil)
        let inDefault = try await register(client, ["namespace": nil, "email": JSONValue.null])
        #expect(inDefault.status == .created)
        #expect(inDefault.json["namespace"] == "default" && inDefault.json["email"] == .null)

        let ids = try await [JSONValue("app-x"), "app-z"].asyncMap { namespace in
            let token = try #require(try await logIn(client, namespace: namespace).json["access_token"]?.text)
            return try await client.send(.get, "/users/me", token: token).json["id"]
        }
        #expect(Set(ids.compactMap { $0?.text }).count == 2)
        #expect(try await logIn(client, namespace: "app-w").status == .unauthorized)
    }

    @Test(arguments: TestEngine.allCases)
    func `An administrator of a namespace sees that one alone`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let here = try #require(try await register(client).json["id"]?.text)
        let there = try #require(try await register(client, ["namespace": "app-z"]).json["id"]?.text)
        let admin = try await client.makeAdmin("admin@example.com", namespace: "app-x")
        let path = "/api/v1/admin/users/"
        #expect(try await client.send(.get, path + here, token: admin.token).status == .ok)
        #expect(try await client.send(.get, path + there, token: admin.token).status == .notFound)
        #expect(try await client.send(.delete, path + there, token: admin.token).status == .notFound)
        let list = try await client.send(.get, "/api/v1/admin/users", token: admin.token)
        #expect(list.json.elements.count == 2)
        // The token works in every dialect, on its namespace.
        #expect(try await client.send(.get, "/users/me", token: admin.token).json["namespace"] == "app-x")
    }

    @Test(arguments: TestEngine.allCases)
    func `Failed logins and the audit are a namespace's own`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        _ = try await register(client)
        _ = try await register(client, ["namespace": "app-z"])
        for _ in 0..<10 {
            _ = try await client.send(
                .post, "/auth/login", ["namespace": "app-x", "username": "y", "password": "wrong password"])
        }
        #expect(try await logIn(client).status == .tooManyRequests)
        #expect(try await logIn(client, namespace: "app-z").status == .ok)

        let admin = try await client.makeAdmin("admin@example.com", namespace: "app-z")
        _ = try await client.deliver()
        let audit = try await client.send(.get, "/api/v1/admin/audit", token: admin.token)
        let events = audit.json.elements.compactMap { $0["event"]?.text }
        #expect(events.contains("user_created") && !events.contains("authn_login_fail"), "\(events)")
    }

    @Test(arguments: TestEngine.allCases)
    func `A profile is changed, and extra is replaced whole`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        _ = try await register(client)
        let token = try #require(try await logIn(client).json["access_token"]?.text)
        let changed = try await client.send(
            .patch, "/users/me", ["full_name": "Yara", "extra": ["a": "b"]], token: token)
        #expect(changed.status == .ok)
        #expect(changed.json["full_name"] == "Yara" && changed.json["extra"] == ["a": "b"])
        let cleared = try await client.send(.patch, "/users/me", ["full_name": .null, "extra": .null], token: token)
        #expect(cleared.json["full_name"] == .null && cleared.json["extra"] == .object([:]))
        let moved = try await client.send(.patch, "/users/me", ["email": "new@example.com"], token: token)
        #expect(moved.status == .ok && moved.json["email"] == "new@example.com")
        _ = try await register(client, ["username": "z", "email": "z@example.com"])
        let taken = try await client.send(.patch, "/users/me", ["email": "z@example.com"], token: token)
        #expect(taken.status == .conflict && taken.json == ["detail": "Email already registered"])
    }

    @Test(
        arguments: [
            (["username": nil], ["username"], "missing", "Field required"),
            (["password": 1], ["password"], "string_type", "Input should be a valid string"),
            (["username": .null], ["username"], "string_type", "Input should be a valid string"),
            (["password": "short"], ["password"], "string_too_short", "String should have at least 8 characters"),
            (["username": ""], ["username"], "string_too_short", "String should have at least 1 character"),
            (
                ["full_name": .string(String(repeating: "x", count: 151))], ["full_name"], "string_too_long",
                "String should have at most 150 characters"
            ),
            (["extra": ["a": 1]], ["extra", "a"], "string_type", "Input should be a valid string"),
            (["extra": "a"], ["extra"], "dict_type", "Input should be a valid dictionary"),
            (["email": "nobody"], ["email"], "value_error", "Value error, This is not an e-mail address."),
            (
                ["namespace": "App X"], ["namespace"], "value_error",
                "Value error, A namespace has 1 to 64 characters of a-z, 0-9, '-', '_' and '.'."
            ),
            (["extra": ["": "x"]], ["extra"], "string_too_short", "String should have at least 1 character"),
        ] as [([String: JSONValue?], [String], String, String)])
    func `What breaks a rule is told as Pydantic tells it`(
        changes: [String: JSONValue?], path: [String], type: String, message: String
    ) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await register(client, changes)
        #expect(answer.status == .unprocessableContent)
        let location = JSONValue.array((["body"] + path).map(JSONValue.string))
        #expect(
            answer.json == ["detail": [["type": .string(type), "loc": location, "msg": .string(message)]]])
        #expect(try await logIn(client).status == .unauthorized)
    }

    @Test(arguments: [
        ("{", "json_invalid"), ("", "missing"), ("[]", "model_attributes_type"), ("\"a\"", "model_attributes_type"),
    ])
    func `What is no JSON object is 422 too`(body: String, type: String) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(
            .post, "/auth/login", bytes: Array(body.utf8), fields: [.contentType: "application/json"])
        #expect(answer.status == .unprocessableContent)
        let item = try #require(answer.json["detail"]?.elements.first)
        #expect(item["type"] == .string(type) && item["loc"] == ["body"])
    }

    @Test func `Refusals are worded as the origin words them`() async throws {
        let client = try await TestClient(.sqlite)
        _ = try await register(client)
        let wrong = try await client.send(
            .post, "/auth/login", ["namespace": "app-x", "username": "y", "password": "wrong password"])
        #expect(wrong.status == .unauthorized && wrong.json == ["detail": "Invalid credentials"])
        let anonymous = try await client.send(.get, "/users/me")
        #expect(anonymous.status == .unauthorized && anonymous.json == ["detail": "Not authenticated"])
        #expect(anonymous.fields[.wwwAuthenticate] == "Bearer")
        let forged = try await client.send(.get, "/users/me", token: "a.b.c")
        #expect(forged.status == .unauthorized && forged.json == ["detail": "Could not validate credentials"])
        let stale = try await client.send(.post, "/auth/refresh", ["refresh_token": "a.b.c"])
        #expect(stale.status == .unauthorized && stale.json == ["detail": "Invalid refresh token"])
        let method = try await client.send(.put, "/auth/login", ["a": "b"])
        #expect(method.status == .methodNotAllowed && method.fields[.allow] == "POST, OPTIONS")
        #expect(method.json["detail"] != nil)
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
