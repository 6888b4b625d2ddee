import Accounts
import DocumentStore
import Testing

@testable import UsersAPI

@Suite struct JSONTests {
    @Test(arguments: [
        #"{"a":[1,-2,1.5,true,false,null,"x"]}"#, #"{"m":-9223372036854775808,"n":9223372036854775807}"#,
        #"["\"\\\n\r\t\u0001\u001f","é😀","/"]"#, "{}", "[]", #""""#, #"{"a":{"b":{}}}"#,
    ])
    func `What is parsed is written as it was`(text: String) throws {
        var writer = JSONWriter()
        writer.value(try JSONValue(parsing: Array(text.utf8)))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: ["[1\0]", "[1\0,2]", "{\"a\":null\0}", "\0", "[\"\0\"]", "[1]\0"])
    func `A raw NUL is no JSON`(text: String) {
        #expect {
            try JSONValue(parsing: Array(text.utf8))
        } throws: { error in
            if case .malformed? = error as? JSONParsingError { true } else { false }
        }
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (1_767_690_000_123, "2026-01-06T09:00:00.123Z"),
        (951_827_696_789, "2000-02-29T12:34:56.789Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (4_102_444_799_999, "2099-12-31T23:59:59.999Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func `Instants are RFC 3339 in UTC`(milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).rfc3339 == text)
        #expect(Instant(rfc3339: text) == Instant(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "0001-01-01T00:00:01-01-01T00\t\0Z", "2026-01-06T09:00:00Z ", "2026-01-06T09:00:00ZZ", "2026-01-06T09:00:00",
        "2026-01-06T09:00:00.Z", "2026-01-06T09:00:00+01", "2026-01-06T09:00:00+0100", "2026-01-06T09:00:00+01:00:00",
        "2026-01-06T09:00:00.123+01:00x", "0001-01-01T00:30:00+01:00", "2023-02-30T00:00:00Z", "2026-01-06",
    ])
    func `What is no instant, or more than one, is refused`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }
}
