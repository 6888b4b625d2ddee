@testable import UsersAPI

/// What no client means to send.
enum HostileInput {
    /// Stands in every text below, so that an echo of it is found.
    static let marker = "marker7f3a"
    static let injection = "\(marker)\r\nX-Injected: yes\r\nBcc: thief@example.com"

    /// Texts that mean something to a shell, a browser, a file system, a database or a log.
    static let texts = [
        injection, "../../etc/passwd?\(marker)", "\(marker)%00%0d%0a", "🙂\u{202E}\(marker)", "\(marker)' OR '1'='1",
        "<script>\(marker)</script>", "\u{1B}[2J\(marker)", "{\"$ne\":\"\(marker)\"}",
    ]

    /// Values of members, as JSON text or as what only looks like it.
    static let values: [[UInt8]] =
        [
            "7", "0", "-1", "1.5", "1e400", "-0.0", "9223372036854775808", "-9223372036854775809", "true", "null", "[]",
            "[null,{}]", "{}", "{\"$ne\":null}", "{\"$where\":\"sleep(1000)\"}", "[{\"$gt\":\"\"}]",
            "{\"a.b\":1,\"\":2}", "\"\"", "\" \"", "\"\\ud800\"", "\"\\ud83d\\ude42\"",
            "\"\(marker)\\u0000\"", "{\"\\u0000\":1}", nested(60), nested(100_000), "NaN", "'x'", "\"\(marker)",
        ].map { Array($0.utf8) } + texts.map { json(.string($0)) }
        + [long, [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xFF, 0x22]]

    /// A text of a megabyte.
    static let long = json(.string(marker + String(repeating: "x", count: 1_000_000)))

    /// Members that no message has.
    static let strayMembers: [String: JSONValue] = [
        "$where": "sleep(1000)", "$set": ["is_admin": true], "a.b": 1, "": 2, "__proto__": ["is_admin": true],
        "is_admin.x": true, "sessions.0.id": "x", "_id": "65f0c0ffee65f0c0ffee65f0", "revision": 99,
        "hashed_password": "x",
    ]

    /// Whole bodies.
    static let bodies: [[UInt8]] =
        [
            "[]", "null", "7", "\"x\"", "{", "{\"a\":", "{}{}", "{\"a\":1,}", "\u{FEFF}{}", "\u{0}", "<a/>", "a=b&c",
            nested(100_000), "{" + String(repeating: "\"a\":{", count: 50_000), "[{\"$where\":\"1\"}]",
        ].map { Array($0.utf8) } + [[0xFF, 0xFE, 0x7B, 0x00], [UInt8](repeating: 0x20, count: (1 << 20) + 1)]

    /// Values of parameters of paths and queries, percent-encoded or badly so; none of them is any that exists.
    static let parameters =
        [
            "%00", "%c0%ae%c0%ae%c0%af", "%ed%a0%80", "%ff", "%", "%2", "%zz", "..%2f..%2fetc%2fpasswd", "%2e%2e",
            "-1", "0", "9223372036854775808", "1e400", "$ne", "[$ne]", "%24where", "%0d%0aX-Injected:%20yes",
            String(repeating: "a", count: 8000), "65f0c0ffee65f0c0ffee65f0", "65f0c0ffee65f0c0ffee65f0%00",
        ] + texts.map(PercentEncoding.encode)

    /// Queries of parameters that no operation has.
    static let queries = [
        "$where=1", "limit[$ne]=1", "a.b=1", "%00=1", "x=%c0%af", "x=%0d%0aX-Injected:%20yes", "%", "=",
        "__proto__[x]=1", "x=" + String(repeating: "a", count: 60_000),
    ]

    /// Values of `Authorization` that are no token.
    static let authorizations =
        [
            "", "Bearer", "Bearer  ", "Bearer a b", "Basic eDp5", "Bearer usr_", "Bearer {\"$ne\":null}", "Bearer ..",
            "Bearer e30.e30.e30", "Bearer " + String(repeating: "a", count: 60_000),
        ] + texts.map { "Bearer \($0)" }

    /// An object whose members stand there as these bytes.
    static func object(_ members: [String: [UInt8]]) -> [UInt8] {
        // Appended whole: a megabyte, byte by byte, takes a debug build long.
        var text: [UInt8] = []
        for (name, value) in members {
            text.append(UInt8(ascii: text.isEmpty ? "{" : ","))
            text += json(.string(name))
            text.append(UInt8(ascii: ":"))
            text += value
        }
        text += text.isEmpty ? Array("{}".utf8) : Array("}".utf8)
        return text
    }

    static func json(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }

    private static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
}
