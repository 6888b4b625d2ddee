/// Why a text is no JSON value that is read here.
enum JSONParsingError: Error, Equatable {
    /// RFC 8259 does not allow what stands there.
    case malformed(line: Int, column: Int)
    /// Arrays and objects nest deeper than `JSONValue.maximumDepth`.
    case tooDeep
    /// So does what is in the member with this name.
    case memberTooDeep(String)
    /// A key holds U+0000.
    case nullCharacterInKey
}

extension JSONParsingError {
    /// What stands at the position of the text is not allowed there.
    static func malformed(_ bytes: [UInt8], at position: Int) -> JSONParsingError {
        let lines = bytes[..<min(position, bytes.count)].split(separator: 0x0A, omittingEmptySubsequences: false)
        return .malformed(line: lines.count, column: (lines.last?.count ?? 0) + 1)
    }
}
