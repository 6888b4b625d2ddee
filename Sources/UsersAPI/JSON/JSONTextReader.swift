/// Copies JSON text value by value, strictly (RFC 8259).
struct JSONTextReader {
    /// An array or object that is open.
    private struct Level {
        let closer: UInt8
        var members = JSONTextMembers()

        var isObject: Bool { closer == UInt8(ascii: "}") }
    }

    let bytes: [UInt8]
    var position = 0
    /// What was copied since it was last taken.
    var copy: [UInt8] = []
    var hasNullCharacter = false

    /// - Throws: `JSONParsingError.malformed` for what is no UTF-8.
    init(_ bytes: [UInt8]) throws(JSONParsingError) {
        self.bytes = bytes
        guard String(validating: bytes, as: UTF8.self) != nil else { throw malformed }
    }

    /// Copies one value with all that is in it.
    ///
    /// - Throws: `JSONParsingError.malformed`, and `.tooDeep` beyond `JSONValue.maximumDepth`.
    mutating func readValue() throws(JSONParsingError) {
        var levels: [Level] = []
        repeat {
            switch skipBlanks() {
            case UInt8(ascii: "{")?: if try open(UInt8(ascii: "}"), in: &levels) { continue }
            case UInt8(ascii: "[")?: if try open(UInt8(ascii: "]"), in: &levels) { continue }
            case UInt8(ascii: "\"")?: try readString()
            case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: try readNumber()
            default: try readLiteral()
            }
            try close(&levels)
        } while !levels.isEmpty
    }

    /// Copies a member's key and its colon, and returns the key's text with its quotes.
    mutating func readKey() throws(JSONParsingError) -> ArraySlice<UInt8> {
        guard skipBlanks() == UInt8(ascii: "\"") else { throw malformed }
        let start = position
        try readString()
        // Of what is read, not of the copy, which would be copied whole when it grows next.
        let key = bytes[start..<position]
        try take(UInt8(ascii: ":"))
        return key
    }

    /// Copies one byte, which must follow.
    mutating func take(_ byte: UInt8) throws(JSONParsingError) {
        guard skipBlanks() == byte else { throw malformed }
        copy.append(byte)
        position += 1
    }

    /// The next byte that is no blank; nil at the end.
    @discardableResult
    mutating func skipBlanks() -> UInt8? {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return bytes[position]
            }
        }
        return nil
    }

    /// What stands at the position is not allowed there.
    var malformed: JSONParsingError { .malformed(bytes, at: position) }

    /// Opens an array or object; false for one that is empty.
    private mutating func open(_ closer: UInt8, in levels: inout [Level]) throws(JSONParsingError) -> Bool {
        guard levels.count < JSONValue.maximumDepth else { throw .tooDeep }
        copy.append(bytes[position])
        position += 1
        var level = Level(closer: closer)
        let isEmpty = skipBlanks() == closer
        if level.isObject, !isEmpty { try readMember(of: &level) }
        levels.append(level)
        return !isEmpty
    }

    /// Closes all that ends after a value, or goes on to the next one.
    private mutating func close(_ levels: inout [Level]) throws(JSONParsingError) {
        while var level = levels.popLast() {
            if skipBlanks() == level.closer {
                if level.isObject { level.members.dropRepeated(from: &copy) }
                copy.append(level.closer)
                position += 1
                continue
            }
            try take(UInt8(ascii: ","))
            if level.isObject { try readMember(of: &level) }
            levels.append(level)
            return
        }
    }

    private mutating func readMember(of level: inout Level) throws(JSONParsingError) {
        skipBlanks()
        let start = copy.count
        level.members.add(try readKey(), at: start)
    }
}
