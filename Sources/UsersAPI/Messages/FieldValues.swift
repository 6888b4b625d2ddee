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
                if !field.isNullable { problems.append(.null(property)) }
            case .some(let value):
                problems += field.typeProblems(of: value)
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

    fileprivate static func null(_ property: Schema.Property) -> FieldProblem {
        FieldProblem(property.name, .null, "This can't be null.", expected: property.schema.valueType)
    }
}
