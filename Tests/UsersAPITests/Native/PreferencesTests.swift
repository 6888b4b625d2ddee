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
            #"{"beyond":123456789012345678901234567890,"digits":0.10000000000000000000000001,"e":1E5,"huge":1e999,"zero":-0}"#,
            #"{"z":1,"a":2,"m":[3,1,2]}"#, "{\"\u{e9}\":1,\"e\u{301}\":2}", #"{"\u00e9":"\u00e9"}"#,
            #"{"":"empty name","$set":{"a.b":1,"_id":"x"},"__proto__":{}}"#,
            #"{"deep":[[[[[{"a":[{"b":[null,[1,"2",3.5]]}]}]]]]]}"#,
            #"{"text":"\"\\/\b\f\n\r\t \u007f \u2028 é e\u0301 漢字 😀 \ud83d\ude00"}"#,
        ])
    func `Whatever an object holds comes back as it was`(engine: TestEngine, json: String) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        #expect(try await client.send(.get, Self.path, token: user.token).json == ["preferences": [:]])
        let stored = try await Self.put(#" { "preferences" : \#(json) } "#, client, user)
        #expect(stored.status == .ok)
        let read = try await client.send(.get, Self.path, token: user.token)
        #expect(read.bytes == stored.bytes)
        // Numbers to the digit, and strings to the byte, which a comparison of values would not see.
        #expect(String(decoding: read.bytes, as: UTF8.self).utf8.elementsEqual(#"{"preferences":\#(json)}"#.utf8))
        let replaced = try await client.send(.put, Self.path, ["preferences": ["theme": "dark"]], token: user.token)
        #expect(replaced.json == ["preferences": ["theme": "dark"]])
    }

    @Test(arguments: [
        (#"{"a":1,"b":2,"a":3}"#, #"{"b":2,"a":3}"#), (#"{"a":{"x":1},"\u0061":[]}"#, #"{"\u0061":[]}"#),
        (#"[{"a":[1],"a":[2]},{"a":1}]"#, #"[{"a":[2]},{"a":1}]"#), ("{ \"a\" :\t[ 1 ,\n2 ] }", #"{"a":[1,2]}"#),
    ])
    func `Of duplicate keys the last wins, and blanks go`(json: String, kept: String) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let stored = try await Self.put(#"{"preferences":[],"preferences":{"p":\#(json)}}"#, client, user)
        #expect(String(decoding: stored.bytes, as: UTF8.self) == #"{"preferences":{"p":\#(kept)}}"#)
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
        (#"{"preferences":{"a\u0000b":1}}"#, 422), (#"{"preferences":{"a":1},"preferences":null}"#, 422), ("", 400),
        ("{", 400), (#"{"preferences":{"a":1e999}},"#, 400), (#"{"preferences":{"a":NaN}}"#, 400),
        (#"{"preferences":{"a":"\ud800"}}"#, 400), (#"{"preferences":{"a":"\udc00"}}"#, 400),
        (#"{"preferences":{"a":"\ud83d\u0041"}}"#, 400), (#"{"preferences":{"a":01}}"#, 400),
        (#"{"preferences":{"a":1.}}"#, 400), (#"{"preferences":{"a":.5}}"#, 400), (#"{"preferences":{"a":+1}}"#, 400),
        (#"{"preferences":{"a":1e}}"#, 400), (#"{"preferences":{"a":[1,]}}"#, 400), (#"{"preferences":{"a":1,}}"#, 400),
        (#"{"preferences":{,"a":1}}"#, 400), (#"{"preferences":{"a" 1}}"#, 400), (#"{"preferences":{"a":}}"#, 400),
        (#"{"preferences":{a:1}}"#, 400), (#"{"preferences":{"a":'x'}}"#, 400), (#"{"preferences":{"a":"\x"}}"#, 400),
        ("{\"preferences\":{\"a\":\"\n\"}}", 400), (#"{"preferences":{"a":[1}]}}"#, 400),
        (#"{"preferences":{"a":tru}}"#, 400), (#"{"preferences":{"a":1 2}}"#, 400), (#"{"preferences":{}"#, 400),
        (#"{"preferences":{}}x"#, 400), (#"{"preferences":{"a":"x}}"#, 400),
    ])
    func `What is no object, or no JSON, is refused`(body: String, status: Int) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        #expect(try await Self.put(body, client, user).status.code == status)
        #expect(try await client.send(.get, Self.path, token: user.token).json == ["preferences": [:]])
    }

    @Test(arguments: [(16, 200), (17, 422), (64, 422), (65, 422), (3000, 422), (100_000, 422)])
    func `What is nested deeper than sixteen levels is refused`(depth: Int, status: Int) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        // The object itself is the first level.
        for (open, close) in [("[", "]"), (#"{"[\"{":"#, "}")] {
            let inner = String(repeating: open, count: depth - 1) + "1" + String(repeating: close, count: depth - 1)
            let answer = try await Self.put(#"{"preferences":{"a":\#(inner)}}"#, client, user)
            #expect(answer.status.code == status)
            #expect(answer.problemFields == (status == 200 ? [] : ["preferences"]))
        }
    }
}
