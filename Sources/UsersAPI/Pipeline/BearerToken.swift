/// The token of an `Authorization` field (RFC 6750 §2.1).
enum BearerToken {
    private static let scheme = Array("bearer ".utf8)

    /// The token; nil when the scheme is another one or nothing follows it. The field's value has no blanks at its ends.
    static func parse(_ authorization: String) -> String? {
        let bytes = authorization.utf8
        // 0x20 is what parts the cases of ASCII's letters; a blank has it already.
        guard bytes.lazy.prefix(scheme.count).map({ $0 | 0x20 }).elementsEqual(scheme) else { return nil }
        let token = bytes.dropFirst(scheme.count).drop { $0 == UInt8(ascii: " ") }
        return token.isEmpty ? nil : String(token)
    }
}
