/// Why a text is no JSON value that is read here.
enum JSONParsingError: Error, Equatable {
    /// RFC 8259 does not allow what stands there.
    case malformed(line: Int, column: Int)
    /// Arrays and objects nest deeper than `JSONValue.maximumDepth`.
    case tooDeep
    /// A key holds U+0000.
    case nullCharacterInKey
}
