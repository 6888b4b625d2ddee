extension Blob {
    /// Throws what keeps the blob from being stored.
    func check() throws(BlobError) {
        try Self.check(name: name)
        guard Self.isMediaType(mediaType) else { throw .invalidMediaType }
        guard bytes.count <= Self.maximumByteCount else { throw .tooLarge }
    }

    /// Throws when the name could mean anything but itself in a path or in a URL.
    static func check(name: String) throws(BlobError) {
        let isName = (1...128).contains(name.utf8.count) && name.utf8.allSatisfy { $0.isUnreserved }
        guard isName, name != ".", name != ".." else { throw .invalidName }
    }

    /// Whether the text is `type/subtype` (RFC 6838 §4.2), which can't break out of a header.
    private static func isMediaType(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return text.utf8.count <= 128 && parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { $0.isUnreserved || $0 == UInt8(ascii: "+") }
            }
    }
}

extension UInt8 {
    /// Whether it is an ASCII letter, a digit, or one of `.`, `_` and `-`: what no URL has to escape.
    var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
