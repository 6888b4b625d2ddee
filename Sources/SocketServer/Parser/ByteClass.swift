/// The classes of bytes that the grammar of RFC 9110 and RFC 9112 is made of, as tests without a table in memory.
enum ByteClass {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let equals: UInt8 = 0x3D
    static let backslash: UInt8 = 0x5C

    /// `tchar` (RFC 9110 §5.6.2): what methods, field names and other tokens consist of.
    @inline(__always)
    static func isToken(_ byte: UInt8) -> Bool {
        isMember(byte, low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
    }

    /// A visible ASCII character other than `#`: what a request target may hold (RFC 9112 §3.2).
    @inline(__always)
    static func isTarget(_ byte: UInt8) -> Bool {
        byte &- 0x21 < 0x5E && byte != 0x23
    }

    /// `field-vchar`, space or tab (RFC 9110 §5.5): no control character, no NUL.
    @inline(__always)
    static func isFieldValue(_ byte: UInt8) -> Bool {
        (byte >= space && byte != 0x7F) || byte == tab
    }

    /// Whether eight bytes, which must be there, are visible ASCII characters, which most field values consist of.
    @inline(__always)
    static func areVisible(eight bytes: RawSpan, at offset: Int) -> Bool {
        suspects(in: bytes, at: offset) & 0x8080_8080_8080_8080 == 0
    }

    /// The same of thirty-two bytes.
    @inline(__always)
    static func areVisible(thirtyTwo bytes: RawSpan, at offset: Int) -> Bool {
        let first = suspects(in: bytes, at: offset) | suspects(in: bytes, at: offset + 8)
        let second = suspects(in: bytes, at: offset + 16) | suspects(in: bytes, at: offset + 24)
        return (first | second) & 0x8080_8080_8080_8080 == 0
    }

    /// One look for eight: a byte that is too low borrows into its highest bit, 0x7F carries into it, and obs-text has it.
    @inline(__always)
    private static func suspects(in bytes: RawSpan, at offset: Int) -> UInt64 {
        let word = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return word | (word &- 0x2121_2121_2121_2121) | (word &+ 0x0101_0101_0101_0101)
    }

    /// A character of a host's name: unreserved, percent sign or sub-delimiter (RFC 3986 §3.2.2).
    @inline(__always)
    static func isHost(_ byte: UInt8) -> Bool {
        isMember(byte, low: 0x2BFF_7FF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 26 }

    /// The value of a hexadecimal digit, nil for any other byte.
    @inline(__always)
    static func hexValue(_ byte: UInt8) -> Int? {
        if isDigit(byte) { return Int(byte &- 0x30) }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? Int(letter) + 10 : nil
    }

    /// The byte in lower case, where it is an ASCII letter.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Membership in a set of ASCII characters, given as two halves of 64 bits.
    @inline(__always)
    private static func isMember(_ byte: UInt8, low: UInt64, high: UInt64) -> Bool {
        guard byte < 0x80 else { return false }
        return (byte < 0x40 ? low : high) & (1 << UInt64(byte & 0x3F)) != 0
    }
}
