import Accounts

/// The members of a message whose declared fields were found to be of their types.
struct FieldValues: Sendable {
    private let members: [String: JSONValue]

    /// Checks the members against the declarations; members that are not declared are ignored.
    ///
    /// - Throws: `AccountError.invalid` with every field that is missing, null or of another type.
    init(_ members: [String: JSONValue], as fields: [any FieldDeclaration]) throws(AccountError) {
        var problems: [FieldProblem] = []
        self.init(members, as: fields, problems: &problems)
        guard problems.isEmpty else { throw .invalid(problems) }
    }

    /// Keeps the members that are as declared, and adds what is wrong with others.
    init(_ members: [String: JSONValue], as fields: [any FieldDeclaration], problems: inout [FieldProblem]) {
        var kept = members
        for field in fields {
            let found = Self.problems(of: members[field.name], as: field)
            if !found.isEmpty { kept[field.name] = nil }
            problems += found
        }
        self.members = kept
    }

    private static func problems(of value: JSONValue?, as field: any FieldDeclaration) -> [FieldProblem] {
        switch value {
        case nil: field.property.isRequired ? [.required(field.property.name)] : []
        case .null: field.isNullable ? [] : [.null(field.property)]
        case .some(let value): field.typeProblems(of: value)
        }
    }

    /// The member as it came, of a declared field.
    func value(of name: String) -> JSONValue? { members[name] }

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
