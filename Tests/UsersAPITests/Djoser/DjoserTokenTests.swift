import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct DjoserTokenTests {
    /// What follows `Authorization: `, with `TOKEN` for a good access token and `REFRESH` for the refresh token; what is said of it.
    private static let headers: [(String, String)] = [
        ("bearer TOKEN", "none"), ("BEARER TOKEN", "none"), ("JWT TOKEN", "none"), ("Token TOKEN", "none"),
        ("Basic amFuZTpwYXNzd29yZA==", "none"), ("TOKEN", "none"), ("", "none"),
        ("Bearer", "words"), ("Bearer TOKEN x", "words"), ("Bearer TOKEN \u{301}x", "words"),
        ("Bearer garbage", "Token is invalid"), (#"Bearer "TOKEN""#, "Token is invalid"),
        ("Bearer REFRESH", "Token has wrong type"),
        ("Bearer TOKEN", "good"), ("Bearer  TOKEN", "good"), ("Bearer\tTOKEN", "good"),
    ]

    /// What becomes of the claims of a good access token, and what is said of the token that has them.
    private static let claims: [(claim: String, value: String?, said: String)] = [
        ("exp", "1000000000", "Token is expired"), ("exp", nil, "Token has no 'exp' claim"),
        ("token_type", nil, "Token has no type"), ("token_type", #""refresh""#, "Token has wrong type"),
        ("jti", nil, "Token has no id"), ("user_id", nil, "no user"),
        ("user_id", #""999999""#, "unknown"), ("user_id", #"["1"]"#, "unknown"),
        ("user_id", #"{"$ne":null}"#, "unknown"),
    ]

    private static func body(_ said: String) -> JSONValue {
        switch said {
        case "none": ["detail": "Authentication credentials were not provided."]
        case "words":
            [
                "detail": "Authorization header must contain two space-delimited values",
                "code": "bad_authorization_header",
            ]
        case "no user":
            ["detail": "Token contained no recognizable user identification", "code": "token_not_valid"]
        case "unknown": ["detail": "User not found", "code": "user_not_found"]
        case "inactive": ["detail": "User is inactive", "code": "user_inactive"]
        default:
            [
                "detail": "Given token not valid for any token type", "code": "token_not_valid",
                "messages": [["token_class": "AccessToken", "token_type": "access", "message": .string(said)]],
            ]
        }
    }

    private func show(_ client: TestClient, _ authorization: String) async throws -> Answer {
        try await client.send(.get, "/auth/users/me/", fields: [.authorization: authorization])
    }

    private func expect(_ answer: Answer, _ said: String, _ what: String) {
        guard said != "good" else {
            #expect(answer.status == .ok, "\(what)")
            return
        }
        #expect(answer.status == .unauthorized && answer.json == Self.body(said), "\(what)")
        #expect(answer.fields[.wwwAuthenticate] == #"Bearer realm="api""#)
    }

    /// A token as its session's, but for one claim.
    private func forged(_ token: String, _ claim: String, _ value: String?) async throws -> String {
        let payload = try #require(TokenForge.payload(of: token))
        guard case .object(var claims) = try JSONValue(parsing: payload) else { return "" }
        claims[claim] = try value.map { try JSONValue(parsing: Array($0.utf8)) }
        var writer = JSONWriter()
        writer.value(.object(claims))
        return try await TokenForge(secret: Array(TestClient.secret.utf8)).token(
            header: #"{"alg":"HS256","typ":"JWT"}"#, claims: String(decoding: writer.bytes, as: UTF8.self))
    }

    @Test func `A bearer's failures have simplejwt's bodies`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeDjoserUser("jane")
        #expect(try await client.send(.get, "/auth/users/me/").json == Self.body("none"))
        for (header, said) in Self.headers {
            let value = header.replacing("TOKEN", with: user.access).replacing("REFRESH", with: user.refresh)
            expect(try await show(client, value), said, header)
        }
        for (claim, value, said) in Self.claims {
            let token = try await forged(user.access, claim, value)
            expect(try await show(client, "Bearer \(token)"), said, "\(claim) \(value ?? "absent")")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Tokens of users who are gone or disabled say so`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let (gone, disabled) = (try await client.makeDjoserUser("gone"), try await client.makeDjoserUser("disabled"))
        let deletion = try await client.send(
            .delete, "/auth/users/me/", ["current_password": .string(TestClient.djoserPassword)], token: gone.access)
        #expect(deletion.status == .noContent)
        let change = try await client.send(
            .patch, "/api/v1/admin/users/\(disabled.id)", ["is_active": false], token: admin.token)
        #expect(change.status == .ok)
        expect(try await show(client, "Bearer \(gone.access)"), "unknown", "gone")
        expect(try await show(client, "Bearer \(disabled.access)"), "inactive", "disabled")
        for user in [gone, disabled] {
            let refresh = try await client.send(.post, "/auth/jwt/refresh/", ["refresh": .string(user.refresh)])
            #expect(refresh.status == .unauthorized)
            #expect(refresh.json == ["detail": "No active account found for the given token."])
            let verification = try await client.send(.post, "/auth/jwt/verify/", ["token": .string(user.access)])
            #expect(verification.status == .ok && verification.json == [:])
        }
    }

    @Test(
        arguments: DjoserCase.list(
            #"""
            {"username":"(absent)"} => username: required
            {"password":"(absent)"} => password: required
            {"username":"(absent)","password":"(absent)"} => username: required; password: required
            {"username":"","password":null} => username: blank; password: null
            {"username":false,"password":["a"]} => username: text; password: text
            {"username":{"$ne":""}} => username: text
            {"username":"a\u0000"} => username: NUL
            """#))
    func `A login's fields are checked`(_ row: DjoserCase) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(
            .post, "/auth/jwt/create/", DjoserWords.body(["username": "jane", "password": "x"], with: row.changes))
        #expect(try answer.isRefused(row.errors))
    }

    @Test(arguments: TestEngine.allCases)
    func `Login names and addresses log in, and all that fails is answered alike`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        _ = try await client.makeDjoserUser("jane")
        #expect(
            try await client.send(.post, "/auth/users/", .object(TestClient.djoserRegistration("waiting"))).status
                == .created)
        let password = JSONValue.string(TestClient.djoserPassword)
        for name in ["jane", " jane ", "JANE", "jane@example.com"] {
            let answer = try await client.send(
                .post, "/auth/jwt/create/", ["username": .string(name), "password": password])
            #expect(answer.status == .ok, "\(name)")
        }
        let failures: [(JSONValue, JSONValue)] = [
            ("jane", "nope"), ("jane", 5), ("ghost", password), (5, password), ("waiting", password),
            ("jane", .string(" \(TestClient.djoserPassword) ")),
        ]
        for (name, password) in failures {
            let answer = try await client.send(.post, "/auth/jwt/create/", ["username": name, "password": password])
            #expect(answer.status == .unauthorized)
            #expect(answer.json == ["detail": "No active account found with the given credentials"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `A refresh token stays good, unless refreshes are set to rotate it`(engine: TestEngine) async throws {
        var settings = APISettings()
        for rotates in [false, true] {
            settings.djoser.rotatesRefresh = rotates
            let client = try await TestClient(engine, settings: settings)
            let user = try await client.makeDjoserUser("jane")
            let first = try await client.send(.post, "/auth/jwt/refresh/", ["refresh": .string(user.refresh)])
            #expect(first.status == .ok && (first.json["refresh"] != nil) == rotates)
            let access = try #require(first.json["access"]?.text)
            #expect(try await client.send(.get, "/auth/users/me/", token: access).status == .ok)
            client.clock.advance(by: .seconds(60))
            let second = try await client.send(.post, "/auth/jwt/refresh/", ["refresh": .string(user.refresh)])
            #expect(second.status == (rotates ? .unauthorized : .ok))
        }
    }

    @Test func `What is no good token is told in one way by refresh and verify`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeDjoserUser("jane")
        for (path, field, token) in [("refresh", "refresh", user.refresh), ("verify", "token", user.access)] {
            var rows: [(JSONValue, String)] = [
                ("garbage", "Token is invalid"), ("a.b.c", "Token is invalid"), (1, "Token is invalid"),
                (.string(token + ".x"), "Token is invalid"),
                (.string(try await forged(token, "exp", "1000000000")), "Token is expired"),
                (.string(try await forged(token, "exp", nil)), "Token has no 'exp' claim"),
                (.string(try await forged(token, "jti", nil)), "Token has no id"),
                (.string(try await forged(token, "nbf", "4102444800")), "Token is invalid"),
            ]
            if path == "refresh" {
                rows.append((.string(user.access), "Token has wrong type"))
                rows.append((.string(try await forged(token, "token_type", nil)), "Token has no type"))
            }
            for (value, said) in rows {
                let answer = try await client.send(.post, "/auth/jwt/\(path)/", .object([field: value]))
                #expect(answer.status == .unauthorized, "\(path) \(said)")
                #expect(answer.json == ["detail": .string(said), "code": "token_not_valid"], "\(path) \(said)")
            }
        }
    }
}
