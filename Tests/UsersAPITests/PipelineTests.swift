import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct PipelineTests {
    @Test(arguments: [
        ("{", "malformed_json", 400), ("", "body_required", 400), ("{\"email\":\"a\",}", "malformed_json", 400),
        ("[1,]", "malformed_json", 400), ("\u{feff}{}", "malformed_json", 400),
        ("{\"a\":1e999}", "malformed_json", 400),
        ("{\"a\":NaN}", "malformed_json", 400), ("{} x", "malformed_json", 400), ("{'a':1}", "malformed_json", 400),
        ("[]", "validation_failed", 422), ("\"x\"", "validation_failed", 422), ("null", "validation_failed", 422),
        ("1", "validation_failed", 422), ("{\"\\u0000\":1}", "validation_failed", 422),
        ("{\"x\":{\"y\":[\"\\u0000\"]}}", "validation_failed", 422),
    ])
    func `A body that is no JSON object is told apart from one that breaks rules`(
        body: String, code: String, status: Int
    ) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(
            .post, "/api/v1/auth/login", bytes: Array(body.utf8), fields: [.contentType: "application/json"])
        #expect(answer.code == code && answer.status.code == status)
    }

    @Test func `Bodies that are no UTF-8, too deep or too large are refused`() async throws {
        let client = try await TestClient(.sqlite)
        func send(_ bytes: [UInt8]) async throws -> Answer {
            try await client.send(.post, "/api/v1/auth/login", bytes: bytes, fields: [:])
        }
        #expect(try await send([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]).code == "malformed_json")
        let depth = 1000
        let deep = #"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
        #expect(try await send(Array(deep.utf8)).code == "malformed_json")
        let endless = String(repeating: "[", count: 1 << 20)
        #expect(try await send(Array(endless.utf8)).code == "malformed_json")
        let large = #"{"a":""# + String(repeating: "x", count: 1 << 20) + "\"}"
        let answer = try await send(Array(large.utf8))
        #expect(answer.code == "body_too_large" && answer.status == .contentTooLarge)
    }

    @Test func `Of duplicate keys the last wins`() async throws {
        let client = try await TestClient(.sqlite)
        _ = try await client.makeUser("jane@example.com")
        let body = #"{"email":"x","password":"y","email":"jane@example.com","password":"\#(TestClient.password)"}"#
        let answer = try await client.send(.post, "/api/v1/auth/login", bytes: Array(body.utf8), fields: [:])
        #expect(answer.status == .ok)
    }

    @Test(arguments: [
        ("application/json", 401), ("Application/JSON ; charset=utf-8", 401), ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415), ("application/jsonx", 415), ("", 415),
    ])
    func `Only JSON is taken`(type: String, status: Int) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(
            .post, "/api/v1/auth/login", bytes: Array(#"{"email":"a","password":"b"}"#.utf8),
            fields: [.contentType: type])
        #expect(answer.status.code == status)
    }

    @Test func `Unknown paths and methods are told apart`() async throws {
        let client = try await TestClient(.sqlite)
        for path in ["/", "/api", "/api/v1/users", "/api/v1/users/me/x", "//health", "/api/v1/users//me"] {
            #expect(try await client.send(.get, path).code == "not_found", "\(path)")
        }
        let method = try await client.send(.delete, "/api/v1/auth/login")
        #expect(method.code == "method_not_allowed" && method.fields[.allow] == "POST, OPTIONS")
        #expect(try await client.send(try #require(.init("get")), "/health").status == .methodNotAllowed)
        let options = try await client.send(.options, "/api/v1/users/me")
        #expect(options.status == .noContent && options.fields[.allow] == "GET, PUT, PATCH, DELETE, HEAD, OPTIONS")
        #expect(try await client.send(.get, "/health/").json == ["status": "ok"])
        #expect(try await client.send(.head, "/health").status == .ok)
    }

    @Test(arguments: [
        ("abc-1._Z", true), (String(repeating: "x", count: 128), true), (String(repeating: "x", count: 129), false),
        ("a b", false), ("", false), ("é", false), ("a,b", false),
    ])
    func `A proper request id is taken and echoed`(id: String, isTaken: Bool) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(.get, "/nowhere", fields: [.xRequestID: id])
        #expect((answer.fields[.xRequestID] == id) == isTaken)
        #expect(answer.json["request_id"]?.text == answer.fields[.xRequestID])
    }

    @Test(arguments: TestEngine.allCases)
    func `Health and readiness answer`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        #expect(try await client.send(.get, "/health").json == ["status": "ok"])
        #expect(try await client.send(.get, "/ready").json == ["status": "ok"])
    }
}
