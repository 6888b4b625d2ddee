/// The parts of a request target (RFC 9112 §3.2), as positions in the head.
struct RequestTarget {
    private(set) var authority: Range<Int>?
    /// Empty for an absolute form without a path.
    private(set) var path: Range<Int>
    private(set) var query: Range<Int>?

    /// Takes a target apart.
    ///
    /// - Throws: `.malformed` for a form that the method does not have, `.notImplemented` for `CONNECT`.
    init(_ target: Range<Int>, method: Span<UInt8>, in bytes: Span<UInt8>) throws(MessageError) {
        // Methods are case-sensitive: `connect` is one that nobody knows.
        if method.count == 7, method[0] == 0x43, method.isEqual(to: "connect") {
            guard AuthorityGrammar.isValid(bytes.extracting(target)) else { throw .malformed }
            throw .notImplemented
        }
        var start = target.lowerBound
        let end = target.upperBound
        switch bytes[start] {
        case 0x2F:
            break
        case 0x2A:
            guard target.count == 1, method.count == 7, method.isEqual(to: "options") else { throw .malformed }
        default:
            start = try Self.endOfScheme(target, in: bytes)
            let authorityStart = start
            while start < end, bytes[start] != 0x2F, bytes[start] != 0x3F { start += 1 }
            guard AuthorityGrammar.isValid(bytes.extracting(authorityStart..<start)) else { throw .malformed }
            authority = authorityStart..<start
        }
        var pathEnd = start
        while pathEnd < end, bytes[pathEnd] != 0x3F { pathEnd += 1 }
        path = start..<pathEnd
        query = pathEnd < end ? pathEnd + 1..<end : nil
    }

    /// Reads `http://` or `https://`.
    private static func endOfScheme(_ target: Range<Int>, in bytes: Span<UInt8>) throws(MessageError) -> Int {
        let start = target.lowerBound
        if target.count > 7, bytes.extracting(start..<start + 7).isEqual(to: "http://") { return start + 7 }
        if target.count > 8, bytes.extracting(start..<start + 8).isEqual(to: "https://") { return start + 8 }
        throw .malformed
    }
}
