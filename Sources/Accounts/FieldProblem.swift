/// One field whose value breaks a rule.
public struct FieldProblem: Sendable, Equatable {
    /// The field, in the domain's words.
    public let field: String
    /// The rule that it breaks.
    public let code: Code
    /// A sentence for a person.
    public let message: String

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

    /// Makes a problem.
    public init(_ field: String, _ code: Code, _ message: String) {
        self.field = field
        self.code = code
        self.message = message
    }
}
