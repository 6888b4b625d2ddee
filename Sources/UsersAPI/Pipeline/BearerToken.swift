/// The token of an `Authorization` field (RFC 6750 §2.1).
enum BearerToken {
    private static let scheme: StaticString = "bearer "

    /// The token; nil when the scheme is another one or nothing follows it. The field's value has no blanks at its ends.
    static func parse(_ authorization: String) -> String? {
        var authorization = authorization
        return authorization.withUTF8 { bytes in
            let length = scheme.utf8CodeUnitCount
            // 0x20 is what parts the cases of ASCII's letters; a blank has it already.
            let isBearer = scheme.withUTF8Buffer { $0.elementsEqual(bytes.prefix(length)) { $0 == $1 | 0x20 } }
            let token = bytes.dropFirst(length).drop { $0 == UInt8(ascii: " ") }
            return isBearer && !token.isEmpty ? String(decoding: token, as: UTF8.self) : nil
        }
    }
}
