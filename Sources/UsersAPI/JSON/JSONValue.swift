/// A JSON value as it came in (RFC 8259).
public enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The type's name, as JSON Schema calls it.
    var typeName: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The path of a string, or of what has a key, with U+0000; nil when there is none.
    func pathOfNullCharacter(_ path: [String] = []) -> [String]? {
        switch self {
        case .null, .boolean, .integer, .number: return nil
        case .string(let string): return string.utf8.contains(0) ? path : nil
        case .array(let values):
            for value in values {
                if let found = value.pathOfNullCharacter(path) { return found }
            }
            return nil
        case .object(let members):
            for (key, value) in members {
                if key.utf8.contains(0) { return path }
                if let found = value.pathOfNullCharacter(path + [key]) { return found }
            }
            return nil
        }
    }
}
