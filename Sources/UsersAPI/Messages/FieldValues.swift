import Accounts

/// The members of a message whose declared fields were found to be of their types.
struct FieldValues: Sendable {
    private let members: [String: JSONValue]

    /// Checks the members against the declarations; members that are not declared are ignored.
    ///
    /// - Throws: `AccountError.invalid` with every field that is missing, null or of another type.
    init(_ members: [String: JSONValue], as fields: [any FieldDeclaration]) throws(AccountError) {
        var problems: [FieldProblem] = []
        for field in fields {
            let property = field.property
            switch members[property.name] {
            case nil:
                if property.isRequired { problems.append(.required(property.name)) }
            case .null:
                if !field.isNullable { problems.append(FieldProblem(property.name, .null, "This can't be null.")) }
            case .some(let value):
                if !field.accepts(value) { problems.append(.wrongType(property, value)) }
            }
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        self.members = members
    }

    /// The field's value; nil when it is absent or null.
    subscript<Value>(field: Field<Value>) -> Value? {
        members[field.name].flatMap(field.read)
    }

    /// The value of a field that is declared as required.
    func required<Value>(_ field: Field<Value>) throws(AccountError) -> Value {
        guard let value = self[field] else { throw .invalid([.required(field.name)]) }
        return value
    }

    /// What a partial update asks of the field.
    func change<Value>(_ field: Field<Value>) -> Change<Value> {
        switch members[field.name] {
        case nil: .keep
        case .null: .clear
        case .some(let value): field.read(value).map { .set($0) } ?? .keep
        }
    }
}

extension FieldProblem {
    static func required(_ name: String) -> FieldProblem {
        FieldProblem(name, .required, "This field is required.")
    }

    static func wrongType(_ property: Schema.Property, _ value: JSONValue) -> FieldProblem {
        FieldProblem(
            property.name, .wrongType, "This must be \(property.schema.expectation), not \(value.phrase).")
    }
}

extension Schema {
    /// The type in words, with its article.
    fileprivate var expectation: String {
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
        case .nullable(let schema): schema.expectation
        case .named(_, let schema): schema.expectation
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
