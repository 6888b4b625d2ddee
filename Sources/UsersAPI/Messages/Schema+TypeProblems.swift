import Accounts

extension Schema {
    /// What keeps a value from being of the schema's type: the elements that are not, where it is a list or a map itself.
    func typeProblems(of value: JSONValue, at path: [String]) -> [FieldProblem] {
        switch (self, value) {
        case (.array(let element, _), .array(let values)):
            return values.enumerated().flatMap { element.typeProblems(of: $1, at: path + [String($0)]) }
        case (.map(let element), .object(let members)):
            return members.sorted { $0.key < $1.key }.flatMap { element.typeProblems(of: $1, at: path + [$0]) }
        case (.nullable(let schema), _), (.named(_, let schema), _): return schema.typeProblems(of: value, at: path)
        default:
            guard !isType(of: value) else { return [] }
            let message = "This must be \(expectation), not \(value.phrase)."
            return [FieldProblem(path: path, .wrongType, message, expected: valueType)]
        }
    }

    /// The type, as problems name it.
    var valueType: FieldProblem.ValueType {
        switch self {
        case .string(format: "date-time", _, _, _): .instant
        case .string: .string
        case .enumeration: .choice
        case .integer: .integer
        case .boolean: .boolean
        case .array: .array
        case .map, .object, .anyObject: .object
        case .nullable(let schema), .named(_, let schema): schema.valueType
        }
    }

    /// Whether a value is of the type, its elements and bounds aside; texts with a grammar are left to those who read them.
    private func isType(of value: JSONValue) -> Bool {
        switch (valueType, value) {
        case (.string, .string), (.choice, .string), (.boolean, .boolean), (.integer, .integer), (.array, .array),
            (.object, .object):
            true
        default: false
        }
    }

    /// The type in words, with its article.
    private var expectation: String {
        switch self {
        case .string(format: "date-time", _, _, _): "a date and time as in RFC 3339"
        case .string: "a string"
        case .enumeration(let values): "one of " + values.map { "\"\($0)\"" }.joined(separator: ", ")
        case .integer(let range):
            range.map { "an integer from \($0.lowerBound) to \($0.upperBound)" } ?? "an integer"
        case .boolean: "a boolean"
        case .array(let element, _): "an array, each of its elements \(element.expectation)"
        case .map(let value): "an object, each of its values \(value.expectation)"
        case .object, .anyObject: "an object"
        case .nullable(let schema), .named(_, let schema): schema.expectation
        }
    }
}

extension JSONValue {
    fileprivate var phrase: String {
        switch self {
        case .null: "null"
        case .integer, .array, .object: "an \(typeName)"
        case .boolean, .number, .string: "a \(typeName)"
        }
    }
}
