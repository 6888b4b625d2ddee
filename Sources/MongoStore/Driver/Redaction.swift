/// Takes credentials out of texts that the driver makes, before they are logged or become part of an error.
enum Redaction {
    /// `text` with `…` in place of whatever stands between `://` and `@` in it.
    static func withoutCredentials(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let scheme = rest.firstRange(of: "://") {
            result += rest[..<scheme.upperBound]
            rest = rest[scheme.upperBound...]
            // Up to the last `@` of the word: a password that was not escaped may have one itself.
            let word = rest.prefix { !$0.isWhitespace }
            if let at = word.lastIndex(of: "@") {
                result += "…"
                rest = rest[at...]
            }
        }
        return result + rest
    }

    /// `text` without the values that `uri` holds: its user, its password and all option values.
    static func withoutValues(of uri: String, in text: String) -> String {
        var text = withoutCredentials(text)
        for secret in secrets(of: uri) where text.contains(secret) {
            text = text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "…")
        }
        return text
    }

    /// All that could be a user or a password, as an invalid URI may be cut at any `:` and `@`, and the options'
    /// values.
    private static func secrets(of uri: String) -> [String] {
        let body = uri.firstRange(of: "://").map { uri[$0.upperBound...] } ?? uri[...]
        var secrets: [Substring] = []
        for at in body.indices where body[at] == "@" {
            secrets.append(body[..<at])
            for colon in body[..<at].indices where body[colon] == ":" {
                secrets += [body[..<colon], body[body.index(after: colon)..<at]]
            }
        }
        for option in body.split(separator: "?").dropFirst().joined().split(separator: "&") {
            secrets.append(option.drop { $0 != "=" }.dropFirst())
        }
        // The longest first. A value of one or two characters is no secret, and replacing it would only garble the
        // text.
        return secrets.flatMap { [String($0), percentDecoded($0)] }.filter { $0.count > 2 }
            .sorted { $0.count > $1.count }
    }

    private static func percentDecoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest.removeFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
