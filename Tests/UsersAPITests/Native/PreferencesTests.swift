import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct PreferencesTests {
    private static let path = "/api/v1/users/me/preferences"
    private static let limit = 65_536

    private static func put(_ json: String, _ client: TestClient, _ user: TestUser) async throws -> Answer {
        try await client.send(
            .put, path, bytes: Array(json.utf8),
            fields: [.contentType: "application/json", .authorization: "Bearer \(user.token)"])
    }

    @Test(
        arguments: TestEngine.allCases,
        [
            #"{}"#, #"{"a":null,"b":true,"c":false,"d":"","e":[],"f":{}}"#,
            #"{"max":9223372036854775807,"min":-9223372036854775808,"exact":9007199254740993,"zero":0}"#,
            #"{"big":1.7976931348623157e+308,"half":0.5,"small":5e-324,"tenth":0.1,"whole":1.0}"#,
            #"{"":"empty name","$set":{"a.b":1,"_id":"x"},"__proto__":{}}"#,
            #"{"deep":[[[[[{"a":[{"b":[null,[1,"2",3.5]]}]}]]]]]}"#,
            #"{"text":"\"\\/\b\f\n\r\t \u007f \u2028 é e\u0301 漢字 😀 \ud83d\ude00"}"#,
        ])
    func `Whatever an object holds comes back as it was`(engine: TestEngine, json: String) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        #expect(try await client.send(.get, Self.path, token: user.token).json == ["preferences": [:]])
        let expected = JSONValue.object(["preferences": try JSONValue(parsing: Array(json.utf8))])
        let stored = try await Self.put(#"{"preferences":\#(json)}"#, client, user)
        #expect(stored.status == .ok && stored.json == expected)
        let read = try await client.send(.get, Self.path, token: user.token)
        #expect(read.bytes == stored.bytes)
        // Numbers to the digit, and strings to the code point, which a comparison of values would not see.
        var writer = JSONWriter()
        writer.value(expected)
        #expect(read.bytes == writer.bytes)
        let replaced = try await client.send(.put, Self.path, ["preferences": ["theme": "dark"]], token: user.token)
        #expect(replaced.json == ["preferences": ["theme": "dark"]])
    }

    @Test(arguments: TestEngine.allCases)
    func `An object may have 65,536 bytes and no more`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let text = String(repeating: "x", count: Self.limit - #"{"a":""}"#.utf8.count)
        let largest = try await client.send(
            .put, Self.path, ["preferences": ["a": .string(text)]], token: user.token)
        #expect(largest.status == .ok)
        let larger = try await client.send(
            .put, Self.path, ["preferences": ["a": .string(text + "x")]], token: user.token)
        #expect(larger.status == .unprocessableContent && larger.problemFields == ["preferences"])
        #expect(try await client.send(.get, Self.path, token: user.token).json == largest.json)
    }

    @Test(arguments: [
        ("{}", 422), (#"{"preferences":null}"#, 422), (#"{"preferences":[]}"#, 422), (#"{"preferences":"x"}"#, 422),
        (#"{"preferences":1}"#, 422), (#"{"preferences":{"a":"\u0000"}}"#, 422),
        (#"{"preferences":{"a\u0000b":1}}"#, 422), ("", 400), ("{", 400), (#"{"preferences":{"a":1e999}}"#, 400),
        (#"{"preferences":{"a":NaN}}"#, 400), (#"{"preferences":{"a":"\ud800"}}"#, 400),
    ])
    func `What is no object, or no JSON, is refused`(body: String, status: Int) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        #expect(try await Self.put(body, client, user).status.code == status)
        #expect(try await client.send(.get, Self.path, token: user.token).json == ["preferences": [:]])
    }

    @Test(arguments: [(64, 200), (65, 400), (3000, 400), (100_000, 400)])
    func `What is nested too deeply is refused`(depth: Int, status: Int) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        // The body is one level, the object another.
        let arrays = String(repeating: "[", count: depth - 2) + "1" + String(repeating: "]", count: depth - 2)
        let answer = try await Self.put(#"{"preferences":{"a":\#(arrays)}}"#, client, user)
        #expect(answer.status.code == status)
        #expect(status == 200 || answer.code == "malformed_json")
    }
}
