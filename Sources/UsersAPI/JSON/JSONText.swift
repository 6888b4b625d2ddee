/// A JSON value as it was written, but for the blanks between its parts: numbers to the digit, strings to the byte, members in their
/// order. Of members with one key the last is kept.
public struct JSONText: Sendable, Equatable, JSONWritable {
    let text: String
    /// Whether U+0000 is in a string or a key.
    let hasNullCharacter: Bool

    /// The type's name, as JSON Schema calls it.
    var typeName: String {
        switch text.utf8.first {
        case UInt8(ascii: "{"): "object"
        case UInt8(ascii: "["): "array"
        case UInt8(ascii: "\""): "string"
        case UInt8(ascii: "t"), UInt8(ascii: "f"): "boolean"
        case UInt8(ascii: "n"): "null"
        default: "number"
        }
    }

    func write(to writer: inout JSONWriter) { writer.raw(text) }
}
