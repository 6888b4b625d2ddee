import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// What does not depend on a route: media types, methods, malformed bodies.
@Suite struct DjoserRequestTests {
    private static let form = Array("username=jane&password=Kq7-violet-Harbor".utf8)
    private static let json = Array(#"{"username":"jane","password":"Kq7-violet-Harbor"}"#.utf8)
    private static let multipart = Array(
        """
        --x\r\nContent-Disposition: form-data; name="username"\r\n\r\njane\r\n\
        --x\r\nContent-Disposition: form-data; name="password"\r\n\r\nKq7-violet-Harbor\r\n--x--\r\n
        """.utf8)

    private func logIn(
        _ client: TestClient, _ bytes: [UInt8], _ type: String?, _ fields: [HTTPField.Name: String] = [:]
    ) async throws -> Answer {
        var fields = fields
        fields[.contentType] = type
        return try await client.send(.post, "/auth/jwt/create/", bytes: bytes, fields: fields)
    }

    private func detail(_ text: String) -> JSONValue { ["detail": .string(text)] }

    @Test func `JSON, forms and multipart forms say the same`() async throws {
        let client = try await TestClient(.sqlite)
        _ = try await client.makeDjoserUser("jane")
        let types = [
            (Self.json, "application/json"), (Self.json, "APPLICATION/JSON; charset=utf-8"),
            (Self.json, "application/json; charset=bogus"), (Self.json, "application/json; charset=latin-1"),
            (Self.form, "application/x-www-form-urlencoded"), (Self.multipart, "multipart/form-data; boundary=x"),
            (Self.multipart, #"multipart/form-data; boundary="x""#),
        ]
        for (bytes, type) in types { #expect(try await logIn(client, bytes, type).status == .ok, "\(type)") }
        let nothing = try await logIn(client, [], nil)
        #expect(try nothing.isRefused("username: required; password: required"))
    }

    @Test(
        arguments: [
            ("text/plain", "text/plain"), ("application/xml", "application/xml"), (nil, "text/plain"),
            ("garbage", "garbage"), ("application/merge-patch+json", "application/merge-patch+json"),
        ])
    func `Other media types are named`(type: String?, named: String) async throws {
        let answer = try await logIn(try await TestClient(.sqlite), Self.json, type)
        #expect(answer.status == .unsupportedMediaType)
        #expect(answer.json == detail("Unsupported media type \"\(named)\" in request."))
    }

    @Test(
        arguments: [
            ("null", "No data provided"), ("[]", "Invalid data. Expected a dictionary, but got list."),
            (#""x""#, "Invalid data. Expected a dictionary, but got str."),
            ("1", "Invalid data. Expected a dictionary, but got int."),
        ])
    func `What is no object is an error of the whole message`(text: String, message: String) async throws {
        let answer = try await logIn(try await TestClient(.sqlite), Array(text.utf8), "application/json")
        #expect(answer.status == .badRequest && answer.json == ["non_field_errors": [.string(message)]])
    }

    @Test(
        arguments: [
            (#"{"username": "x""#, "Expecting ',' delimiter: line 1 column 17 (char 16)"),
            ("{'username': 'x'}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
            (
                #"{"username": "x",}"#,
                "Expecting property name enclosed in double quotes: line 1 column 18 (char 17)"
            ),
            ("{} x", "Extra data: line 1 column 4 (char 3)"), ("{}{}", "Extra data: line 1 column 3 (char 2)"),
            (#"{"username": "\x"}"#, #"Invalid \escape: line 1 column 15 (char 14)"#),
            ("{\"username\": \"a\nb\"}", "Invalid control character at: line 1 column 16 (char 15)"),
            ("\u{FEFF}{}", "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)"),
            (#"{"username": NaN}"#, "Out of range float values are not JSON compliant: 'NaN'"),
            ("<html></html>", "Expecting value: line 1 column 1 (char 0)"),
            ("{\n\"é\": [1, -]}", "Expecting value: line 2 column 10 (char 11)"),
            (#"{"a" 1}"#, "Expecting ':' delimiter: line 1 column 6 (char 5)"),
            (#"["a"#, "Unterminated string starting at: line 1 column 2 (char 1)"),
        ])
    func `Malformed JSON is told as Python tells it`(text: String, said: String) async throws {
        let answer = try await logIn(try await TestClient(.sqlite), Array(text.utf8), "application/json")
        #expect(answer.status == .badRequest && answer.json == detail("JSON parse error - \(said)"))
    }

    @Test(arguments: [([0x7B, 0xFF], "0xff in position 1"), ([0xFF, 0xFE, 0x7B, 0x00], "0xff in position 0")])
    func `Bytes that are no UTF-8 are told with their place`(bytes: [UInt8], said: String) async throws {
        let answer = try await logIn(try await TestClient(.sqlite), bytes, "application/json")
        let words = "JSON parse error - 'utf-8' codec can't decode byte \(said): invalid start byte"
        #expect(answer.status == .badRequest && answer.json == detail(words))
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `Nesting without end is malformed`(level: String) async throws {
        let text = String(repeating: level, count: 200_000)
        let answer = try await logIn(try await TestClient(.sqlite), Array(text.utf8), "application/json")
        #expect(answer.status == .badRequest)
    }

    @Test func `Malformed forms are told as parse errors`() async throws {
        let client = try await TestClient(.sqlite)
        let unbound = try await logIn(client, Self.multipart, "multipart/form-data")
        #expect(
            unbound.json == detail("Multipart form parse error - Invalid boundary in multipart: None"))
        let cut = try await logIn(client, Array(Self.multipart.dropLast(30)), "multipart/form-data; boundary=x")
        #expect(cut.json["detail"]?.text?.hasPrefix("Multipart form parse error - ") == true)
        #expect(unbound.status == .badRequest && cut.status == .badRequest)
    }

    @Test(
        arguments: [
            ("application/xml", false), ("text/html", false), ("application/json;q=0", true), ("*/*", true),
            ("application/json; indent=4", true), ("text/html, application/*", true),
        ])
    func `Accept must take JSON`(accept: String, isTaken: Bool) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await logIn(client, Self.json, "application/json", [.accept: accept])
        #expect(answer.status == (isTaken ? .unauthorized : .notAcceptable))
        if !isTaken { #expect(answer.json == detail("Could not satisfy the request Accept header.")) }
    }

    @Test func `A method that a path lacks is named, to those who say who they are`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeDjoserUser("jane")
        let rows: [(HTTPRequest.Method, String, String)] = [
            (.put, "/auth/users/", "GET, HEAD, OPTIONS, POST"), (.get, "/auth/users/activation/", "OPTIONS, POST"),
            (.post, "/auth/users/me/", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
            (.get, "/auth/users/set_password/", "OPTIONS, POST"),
            (.trace, "/auth/users/reset_password/", "OPTIONS, POST"),
            (.post, "/auth/users/nope/", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
        ]
        for (method, path, allowed) in rows {
            let anonymous = try await client.send(method, path)
            #expect(anonymous.status == .unauthorized, "\(method) \(path)")
            let answer = try await client.send(method, path, token: user.access)
            #expect(answer.status == .methodNotAllowed && answer.json == detail("Method \"\(method)\" not allowed."))
            let told = answer.fields[.allow]?.split(separator: ", ").sorted().joined(separator: ", ")
            #expect(told == allowed, "\(method) \(path)")
        }
        let login = try await client.send(.get, "/auth/jwt/create/")
        #expect(login.status == .methodNotAllowed && login.json == detail("Method \"GET\" not allowed."))
        #expect(try await client.send(.head, "/auth/users/me/", token: user.access).status == .ok)
        #expect(try await client.send(.options, "/auth/users/me/", token: user.access).status == .noContent)
        #expect(try await client.send(.options, "/auth/users/me/").status == .unauthorized)
        #expect(try await client.send(.options, "/auth/jwt/create/").status == .noContent)
    }

    @Test func `Whoever comes with a bad token is refused even where everybody may`() async throws {
        let client = try await TestClient(.sqlite)
        for action in ["", "activation/", "resend_activation/", "reset_password/", "reset_username_confirm/"] {
            let answer = try await client.send(.post, "/auth/users/\(action)", [:], token: "garbage")
            #expect(answer.status == .unauthorized && answer.json["code"] == "token_not_valid", "\(action)")
        }
        #expect(try await client.send(.post, "/auth/jwt/create/", [:], token: "garbage").status == .badRequest)
    }

    @Test func `Throttling says when to come back`() async throws {
        let client = try await TestClient(.sqlite, limitsRates: true)
        var answer: Answer
        repeat {
            answer = try await client.send(
                .post, "/auth/users/reset_password/", ["email": "jane@example.com"], from: "203.0.113.7")
        } while answer.status == .noContent
        let seconds = try #require(answer.retryAfter)
        #expect(
            answer.json == detail("Request was throttled. Expected available in \(seconds) seconds."))
    }

    @Test func `A body over the limit is 413`() async throws {
        let client = try await TestClient(.sqlite)
        let long = Array(#"{"username":"\#(String(repeating: "a", count: 3_000_000))"}"#.utf8)
        #expect(try await logIn(client, long, "application/json").status == .contentTooLarge)
        #expect(
            try await logIn(client, long, "application/x-www-form-urlencoded").status == .contentTooLarge)
    }
}
