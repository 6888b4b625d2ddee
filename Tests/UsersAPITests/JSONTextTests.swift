import Testing

@testable import UsersAPI

@Suite struct JSONTextTests {
    private static let samples = [
        #"{"a":[1,-2.5e-3,{"b":null,"c":[true,false,[]]},"é\u00e9\ud83d\ude00\n"],"":{},"a\/b":0}"#,
        "[ 1 ,\t{ \"x\" : \"\" } ,\r\n-0.0E+1 ]", #"{"k":{"k":{"k":["]","}","\"","\\"]}}}"#, "7", #""text""#, "null",
    ]

    private static func copy(of bytes: [UInt8]) -> [UInt8]? {
        guard var reader = try? JSONTextReader(bytes), (try? reader.readValue()) != nil, reader.skipBlanks() == nil
        else { return nil }
        return reader.copy
    }

    /// What the reader may take and jansson not: numbers that no type holds.
    private static func hasExtremeNumber(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(/[0-9]{3}/)
    }

    @Test func `The reader takes what jansson takes, and reads the same`() throws {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("{}[]\",:\\ute01-+.E \n\u{1}é".utf8) + [0xFF, 0x80, 0]
        for _ in 0..<20_000 {
            var bytes = Array(try #require(Self.samples.randomElement(using: &random)).utf8)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let byte = alphabet.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
            let copy = Self.copy(of: bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            do {
                let value = try JSONValue(parsing: bytes)
                #expect(copy.flatMap { try? JSONValue(parsing: $0) } == value, "\(text)")
            } catch {
                #expect(copy == nil || error == .nullCharacterInKey || Self.hasExtremeNumber(bytes), "\(text)")
            }
        }
    }

    @Test(arguments: [("[", "", "]"), ("[", "1", "]"), (#"{"a":"#, "{}", "}"), (#"{"a":"#, "null", "}")])
    func `Both readers take the same depth`(open: String, core: String, close: String) {
        for count in 62...66 {
            let text = String(repeating: open, count: count) + core + String(repeating: close, count: count)
            let isTaken = count + (core == "{}" ? 1 : 0) <= JSONValue.maximumDepth
            #expect(((try? JSONValue(parsing: Array(text.utf8))) != nil) == isTaken, "\(text)")
            #expect((Self.copy(of: Array(text.utf8)) != nil) == isTaken, "\(text)")
        }
    }

    @Test func `Members are written in one order, whatever the normalisation of their keys`() {
        let keys = ["a", "e\u{301}", "\u{E9}'"]
        for keys in [keys, keys.reversed()] {
            var writer = JSONWriter()
            writer.value(.object(Dictionary(uniqueKeysWithValues: keys.map { ($0, .null) })))
            #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\"a\":null,\"e\u{301}\":null,\"\u{E9}'\":null}")
        }
    }

    @Test(arguments: [
        (#"{"b":1,"k":{"x":1e400},"a":2}"#, #"{"a":2,"b":1,"k":{"x":1e400}}"#),
        (#"{"k":[9999999999999999999]}"#, #"{"k":[9999999999999999999]}"#),
        ("{ \"\\u006b\" : [ 0.10 ] }", #"{"k":[0.10]}"#), (#"{"k":1,"k":"2"}"#, #"{"k":"2"}"#),
        (#"{"k":null}"#, #"{"k":null}"#), ("{}", "{}"), (#"{"a":{"k":1.50}}"#, #"{"a":{"k":1.5}}"#), ("[1]", "[1]"),
    ])
    func `Members with a name are kept as they were written, others are read`(text: String, expected: String) throws {
        var writer = JSONWriter()
        writer.value(try JSONValue(parsing: Array(text.utf8), keeping: ["k"]))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            (#"{"a":1,"a":2}"#, #"{"k":["#, "]}"), (#""a\u0061":{}"#, #"{"k":{"#, "}}"), ("[[]]", #"{"k":["#, "]}"),
            (#""k":0"#, "{", "}"),
        ])
    func `A megabyte takes no more than its length`(part: String, open: String, close: String) throws {
        let parts = repeatElement(part, count: 1_000_000 / part.utf8.count).joined(separator: ",")
        let value = try JSONValue(parsing: Array((open + parts + close).utf8), keeping: ["k"])
        guard case .object(let members) = value, case .source? = members["k"] else {
            Issue.record("the member is gone")
            return
        }
    }

    @Test(arguments: [
        "{\"k\":1", "{\"k\"}", "{\"k\":1}}", "{,}", "{\"k\":1,}", "{\"k\":1 \"l\":2}", "{k:1}", "{\"k\":1}\u{0}",
    ])
    func `A broken object is refused with its place`(text: String) {
        #expect {
            try JSONValue(parsing: Array(text.utf8), keeping: ["k"])
        } throws: { error in
            if case .malformed(line: 1, column: 1...9)? = error as? JSONParsingError { true } else { false }
        }
    }
}
