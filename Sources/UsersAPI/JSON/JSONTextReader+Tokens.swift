/// Strings, numbers and names.
extension JSONTextReader {
    /// Copies a string, whose quote is next (RFC 8259 §7).
    mutating func readString() throws(JSONParsingError) {
        let start = position
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                copy.append(contentsOf: bytes[start..<position])
                return
            case UInt8(ascii: "\\"): try skipEscape()
            case ..<0x20: throw malformed
            default: position += 1
            }
        }
        throw malformed
    }

    /// Copies a number as it is (RFC 8259 §6).
    mutating func readNumber() throws(JSONParsingError) {
        let start = position
        skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try skipDigits() }
        if skip(UInt8(ascii: ".")) { try skipDigits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
            try skipDigits()
        }
        copy.append(contentsOf: bytes[start..<position])
    }

    /// Copies `true`, `false` or `null`.
    mutating func readLiteral() throws(JSONParsingError) {
        for literal in ["true", "false", "null"] where bytes[position...].starts(with: literal.utf8) {
            position += literal.utf8.count
            copy.append(contentsOf: literal.utf8)
            return
        }
        throw malformed
    }

    private mutating func skipEscape() throws(JSONParsingError) {
        position += 1
        guard position < bytes.count else { throw malformed }
        switch bytes[position] {
        case UInt8(ascii: "u"): try skipCodePoint()
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        default: throw malformed
        }
    }

    /// Skips an escaped code point, its backslash aside: four digits, or both halves of a surrogate pair. A lone half is no character.
    private mutating func skipCodePoint() throws(JSONParsingError) {
        switch try codeUnit() {
        case 0: hasNullCharacter = true
        case 0xD800...0xDBFF:
            guard skip(UInt8(ascii: "\\")), position < bytes.count, bytes[position] == UInt8(ascii: "u"),
                (0xDC00...0xDFFF).contains(try codeUnit())
            else { throw malformed }
        case 0xDC00...0xDFFF: throw malformed
        default: break
        }
    }

    /// The number in the four hexadecimal digits after the `u` that is next.
    private mutating func codeUnit() throws(JSONParsingError) -> UInt32 {
        let digits = bytes[position...].dropFirst().prefix(4)
        let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard values.count == 4 else { throw malformed }
        position += 5
        return values.reduce(0) { $0 << 4 | UInt32($1) }
    }

    private mutating func skipDigits() throws(JSONParsingError) {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        if position == start { throw malformed }
    }

    @discardableResult
    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
