import Foundation

/// A token in the form that signatures are looked at for: three parts, the header read, nothing verified yet (RFC 7515 §7.1).
struct CompactToken: Sendable {
    /// The longest token that is looked at, in bytes.
    static let maximumLength = 8192

    let bytes: [UInt8]
    let header: TokenHeader

    /// Nil for what can't be a token.
    init?(_ text: String) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        bytes = Array(text.utf8)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // The header is not read as JWTKit's JWTHeader, which ends the process on a number that fits no Int.
        guard parts.count == 3, let headerJSON = Self.object(parts[0]), Self.object(parts[1]) != nil,
            !parts[2].isEmpty, Base64URL.decode(parts[2]) != nil,
            let header = try? JSONDecoder().decode(TokenHeader.self, from: headerJSON)
        else { return nil }
        self.header = header
    }

    /// The JSON of a part; nil when it is no object in UTF-8 that names each member once.
    private static func object(_ part: ArraySlice<UInt8>) -> Data? {
        // The decoder would take UTF-16 as well, which nothing but its NULs tells from UTF-8.
        guard let bytes = Base64URL.decode(part), String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0),
            MemberNames.areDistinct(inObject: bytes)
        else { return nil }
        return Data(bytes)
    }
}
