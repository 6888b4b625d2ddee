/// One field whose value breaks a rule.
public struct FieldProblem: Sendable, Equatable {
    /// The field, in the domain's words, and the key or the position within it; empty for the message itself.
    public let path: [String]
    /// The rule that it breaks.
    public let code: Code
    /// A sentence for a person.
    public let message: String
    /// The bound of a value that is too short, too long or has too many entries.
    public let limit: Int?
    /// What a value of a wrong type should have been.
    public let expected: ValueType?

    /// The path in one text, such as `extra.role`; `body` for the message itself.
    public var field: String { path.isEmpty ? "body" : path.joined(separator: ".") }

    /// The rules.
    public enum Code: String, Sendable, CaseIterable {
        case required
        case null
        case wrongType = "wrong_type"
        case blank
        case tooShort = "too_short"
        case tooLong = "too_long"
        case tooMany = "too_many"
        case invalid
        case invalidEmail = "invalid_email"
        case outOfRange = "out_of_range"
        case unknown
        case containsNull = "contains_null"
        case passwordTooSimilar = "password_too_similar"
        case passwordTooCommon = "password_too_common"
        case conflict
    }

    /// What fields consist of.
    public enum ValueType: Sendable {
        case string, boolean, integer, instant, object, array, choice
    }

    /// Makes a problem of a field.
    public init(_ field: String, _ code: Code, _ message: String, limit: Int? = nil, expected: ValueType? = nil) {
        self.init(path: [field], code, message, limit: limit, expected: expected)
    }

    /// Makes a problem of what a path leads to.
    public init(path: [String], _ code: Code, _ message: String, limit: Int? = nil, expected: ValueType? = nil) {
        self.path = path
        self.code = code
        self.message = message
        self.limit = limit
        self.expected = expected
    }
}
