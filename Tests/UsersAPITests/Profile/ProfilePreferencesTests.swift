import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ProfilePreferencesTests {
    private static func put(_ body: String, _ client: TestClient, by caller: ProfileCaller) async throws -> Answer {
        try await client.send(
            .put, "/users/me/preferences", bytes: Array(body.utf8),
            fields: [
                .contentType: "application/json", .authorization: "Bearer \(caller.token)",
                .xCustomerID: caller.customer ?? "",
            ])
    }

    private static func isSame(_ answer: Answer, _ text: String) -> Bool {
        answer.bytes.elementsEqual(text.utf8)
    }

    @Test(
        arguments: TestEngine.allCases,
        [
            "{}", #"{"theme":"dark","currency":"EUR"}"#, #"{"a":null,"b":[true,false,null,[],{}],"c":""}"#,
            #"{"max":9223372036854775807,"min":-9223372036854775808,"exact":9007199254740993}"#,
            #"{"beyond":18446744073709551616,"price":19.90,"third":0.3333333333333333333333,"e":1.0E+2,"zero":-0.0}"#,
            #"{"z":1,"y":[3,1,2],"x":{"b":1,"a":2}}"#, "{\"\u{e9}\":1,\"e\u{301}\":2,\"\u{212b}\":3,\"\u{c5}\":4}",
            #"{"$set":{"a.b":1},"_id":"x","":"empty"}"#, #"{"text":"\u00e9 é 😀 \ud83d\ude00 \" \\ \/ \n"}"#,
            #"{"2":{"3":{"4":{"5":{"6":{"7":{"8":{"9":{"10":[[[[[[16]]]]]]}}}}}}}}}"#,
        ])
    func `Every value comes back equal`(engine: TestEngine, json: String) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.makeUser("jane@example.com").caller
        let stored = try await Self.put(#"{"preferences":\#(json)}"#, client, by: jane)
        #expect(stored.status == .ok && Self.isSame(stored, #"{"preferences":\#(json)}"#))
        let read = try await client.profile(.get, jane.path, by: jane)
        #expect(read.bytes.contains(#""preferences":\#(json),"is_active""#.utf8))
    }

    @Test(arguments: [
        (#"{"preferences":[]}"#, "dict_type"), (#"{"preferences":null}"#, "dict_type"),
        (#"{"preferences":"{}"}"#, "dict_type"), (#"{"preferences":1}"#, "dict_type"),
        (#"{"preferences":true}"#, "dict_type"), ("{}", "missing"), ("", "missing"), ("{", "json_invalid"),
        (#"{"preferences":{"a":NaN}}"#, "json_invalid"), (#"{"preferences":{"a":"\ud800"}}"#, "json_invalid"),
        (#"{"preferences":{"a\u0000":1}}"#, "value_error"), ("[]", "model_attributes_type"),
    ])
    func `What is no object changes nothing`(body: String, type: String) async throws {
        let client = try await TestClient(.sqlite)
        let jane = try await client.makeUser("jane@example.com").caller
        #expect(try await Self.put(#"{"preferences":{"kept":1}}"#, client, by: jane).status == .ok)
        let answer = try await Self.put(body, client, by: jane)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.json["detail"]?.elements.first?["type"]?.text == type)
        #expect(try await client.profile(.get, jane.path, by: jane).json["preferences"] == ["kept": 1])
    }

    @Test(arguments: TestEngine.allCases)
    func `Sixteen levels and 65,536 bytes are the most`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.makeUser("jane@example.com").caller
        func nested(_ depth: Int) -> String {
            #"{"preferences":{"a":\#(String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1))}}"#
        }
        func sized(_ bytes: Int) -> String {
            #"{"preferences":{"é":"\#(String(repeating: "x", count: bytes - 9))"}}"#
        }
        for (body, status) in [
            (nested(16), 200), (nested(17), 422), (nested(70), 422), (nested(5000), 422), (sized(65_536), 200),
            (sized(65_537), 422), (sized(500_000), 422),
        ] {
            let before = try await client.profile(.get, jane.path, by: jane).json["preferences"]
            let answer = try await Self.put(body, client, by: jane)
            #expect(answer.status.code == status)
            guard status == 422 else { continue }
            #expect(answer.locations == ["body.preferences"])
            #expect(try await client.profile(.get, jane.path, by: jane).json["preferences"] == before)
        }
        #expect(try await Self.put(sized(1 << 20), client, by: jane).status == .contentTooLarge)
    }

    @Test func `A service has none`() async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com")
        let service = try await client.service(["can.manage_users"], by: admin)
        #expect(
            try await client.profile(.put, "/users/me/preferences", ["preferences": [:]], by: service).refusal
                == "403 Operation not permitted")
    }
}
