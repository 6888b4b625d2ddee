import Accounts

/// One entry of a 422's `detail`, as Pydantic 2 makes it; without `input`, which would show what was sent, such as a password.
struct ValidationItem {
    let type: String
    /// The source, and the path within it.
    let location: [String]
    let message: String

    static let schema = Schema.object([
        .init(name: "type", schema: .string(), isRequired: true),
        .init(name: "loc", schema: .array(.string()), isRequired: true),
        .init(name: "msg", schema: .string(), isRequired: true),
    ])

    /// The entries for all that is wrong.
    static func items(of problem: Problem) -> [ValidationItem] {
        switch problem.code {
        case .malformedJSON:
            return [
                ValidationItem(
                    type: "json_invalid", location: ["body"], message: "JSON decode error: \(problem.detail)")
            ]
        case .bodyRequired: return [.missing(["body"])]
        case .currentPasswordRequired: return [.missing(["body", "current_password"])]
        case .validationFailed:
            return problem.errors.map { ValidationItem($0, in: problem.source) }
        default:
            return [ValidationItem(type: "value_error", location: ["body"], message: "Value error, \(problem.detail)")]
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("type")
            writer.string(type)
            writer.key("loc")
            writer.array { writer in
                for step in location { writer.string(step) }
            }
            writer.key("msg")
            writer.string(message)
        }
    }

    private static func missing(_ location: [String]) -> ValidationItem {
        ValidationItem(type: "missing", location: location, message: "Field required")
    }
}

extension ValidationItem {
    fileprivate init(_ problem: FieldProblem, in source: Problem.Source) {
        let (type, message) = Self.words(for: problem, isMessage: problem.path.isEmpty)
        self.init(type: type, location: [source.rawValue] + problem.path, message: message)
    }

    private static func words(for problem: FieldProblem, isMessage: Bool) -> (type: String, message: String) {
        switch (problem.code, problem.limit, problem.expected) {
        case (.required, _, _): ("missing", "Field required")
        case (.wrongType, _, let expected?) where isMessage && expected == .object:
            ("model_attributes_type", "Input should be a valid dictionary or object to extract fields from")
        case (.wrongType, _, let expected?), (.null, _, let expected?): expected.pydanticWords
        case (.tooShort, let limit?, _):
            ("string_too_short", "String should have at least \(limit) \(characters(limit))")
        case (.tooLong, let limit?, _): ("string_too_long", "String should have at most \(limit) \(characters(limit))")
        case (.blank, _, _): ("string_too_short", "String should have at least 1 character")
        case (.tooMany, let limit?, _): ("too_long", "Data should have at most \(limit) items after validation")
        default: ("value_error", "Value error, \(problem.message)")
        }
    }

    private static func characters(_ limit: Int) -> String {
        limit == 1 ? "character" : "characters"
    }
}

extension FieldProblem.ValueType {
    /// The type and the message of Pydantic's error for a value that is of another type.
    fileprivate var pydanticWords: (type: String, message: String) {
        switch self {
        case .string: ("string_type", "Input should be a valid string")
        case .boolean: ("bool_type", "Input should be a valid boolean")
        case .integer: ("int_type", "Input should be a valid integer")
        case .instant: ("datetime_parsing", "Input should be a valid datetime")
        case .object: ("dict_type", "Input should be a valid dictionary")
        case .array: ("list_type", "Input should be a valid list")
        case .choice: ("enum", "Input should be one of the listed values")
        }
    }
}
