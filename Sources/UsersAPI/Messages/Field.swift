import Accounts
import DocumentStore

/// One field of a request: the declaration that decodes it, describes it, and says what of an account it changes.
struct Field<Value: Sendable>: FieldDeclaration {
    private(set) var property: Schema.Property
    private(set) var isNullable = false
    let keepsSource: Bool
    /// The value, if the JSON value is of the field's type.
    let read: @Sendable (JSONValue) -> Value?
    private var set: (@Sendable (inout AccountChanges, Change<Value>) -> Void)?

    var name: String { property.name }
    var schema: Schema { property.schema }

    func typeProblems(of value: JSONValue) -> [FieldProblem] {
        read(value) == nil ? property.schema.typeProblems(of: value, at: [name]) : []
    }

    func apply(_ values: FieldValues, to changes: inout AccountChanges) {
        apply(values.change(self), to: &changes)
    }

    /// Does to an account's changes what a change of the field means.
    func apply(_ change: Change<Value>, to changes: inout AccountChanges) {
        set?(&changes, change)
    }

    private init(
        _ property: Schema.Property, keepsSource: Bool = false, read: @escaping @Sendable (JSONValue) -> Value?
    ) {
        self.property = property
        self.keepsSource = keepsSource
        self.read = read
    }

    /// The field as one that must be there.
    var required: Field {
        var field = self
        field.property.isRequired = true
        return field
    }

    /// The field as one that null clears.
    var nullable: Field {
        guard !isNullable else { return self }
        var field = self
        field.property.schema = .nullable(schema)
        field.isNullable = true
        return field
    }

    /// The field by another name, under which it has another example, or none.
    func named(_ name: String, example: JSONValue? = nil, description: String? = nil) -> Field {
        var field = self
        field.property.name = name
        field.property.example = example
        field.property.description = description
        return field
    }

    /// The field as one that does this to an account's changes.
    func changing(_ set: @escaping @Sendable (inout AccountChanges, Change<Value>) -> Void) -> Field {
        var field = self
        field.set = set
        return field
    }
}

extension Field where Value == String {
    static func string(
        _ name: String, _ schema: Schema = .string(), example: String? = nil, description: String? = nil,
        isWriteOnly: Bool = false
    ) -> Field {
        Field(
            Schema.Property(
                name: name, schema: schema, isRequired: false, description: description,
                example: example.map(JSONValue.string), isWriteOnly: isWriteOnly)
        ) { value in
            if case .string(let string) = value { string } else { nil }
        }
    }
}

extension Field where Value == Bool {
    static func boolean(_ name: String, example: Bool? = nil, description: String? = nil) -> Field {
        Field(
            Schema.Property(
                name: name, schema: .boolean, isRequired: false, description: description,
                example: example.map(JSONValue.boolean))
        ) { value in
            if case .boolean(let boolean) = value { boolean } else { nil }
        }
    }
}

extension Field where Value == Int {
    static func integer(_ name: String, in range: ClosedRange<Int>, description: String? = nil) -> Field {
        Field(
            Schema.Property(name: name, schema: .integer(range), isRequired: false, description: description)
        ) { value in
            if case .integer(let integer) = value { Int(integer) } else { nil }
        }
    }
}

extension Field where Value == Instant {
    static func instant(_ name: String, description: String? = nil) -> Field {
        Field(
            Schema.Property(
                name: name, schema: .instant, isRequired: false, description: description,
                example: .string("2026-01-06T09:00:00.000Z"))
        ) { value in
            if case .string(let text) = value { Instant(rfc3339: text) } else { nil }
        }
    }
}

extension Field where Value == JSONText {
    /// Any JSON object, as it was written.
    static func object(_ name: String, example: JSONValue? = nil, description: String? = nil) -> Field {
        Field(
            Schema.Property(
                name: name, schema: .anyObject, isRequired: false, description: description, example: example),
            keepsSource: true
        ) { value in
            if case .source(let text) = value, text.typeName == "object" { text } else { nil }
        }
    }
}

extension Field where Value == [String] {
    static func strings(_ name: String, of element: Schema, maxItems: Int, description: String? = nil) -> Field {
        Field(
            Schema.Property(
                name: name, schema: .array(element, maxItems: maxItems), isRequired: false, description: description)
        ) { value in
            guard case .array(let values) = value else { return nil }
            let strings = values.compactMap { if case .string(let string) = $0 { string } else { nil } }
            return strings.count == values.count ? strings : nil
        }
    }
}

extension Field where Value == [String: String] {
    static func stringMap(_ name: String, of element: Schema, description: String? = nil) -> Field {
        Field(
            Schema.Property(name: name, schema: .map(element), isRequired: false, description: description)
        ) { value in
            guard case .object(let members) = value else { return nil }
            let strings = members.compactMapValues { if case .string(let string) = $0 { string } else { nil } }
            return strings.count == members.count ? strings : nil
        }
    }
}
