import Accounts
import DocumentStore

/// One field of a request: the declaration that decodes it and describes it.
struct Field<Value: Sendable>: FieldDeclaration {
    let property: Schema.Property
    let isNullable: Bool
    /// The value, if the JSON value is of the field's type.
    let read: @Sendable (JSONValue) -> Value?

    var name: String { property.name }

    func typeProblems(of value: JSONValue) -> [FieldProblem] {
        read(value) == nil ? property.schema.typeProblems(of: value, at: [name]) : []
    }

    private init(
        _ property: Schema.Property, isNullable: Bool, read: @escaping @Sendable (JSONValue) -> Value?
    ) {
        self.property = property
        self.isNullable = isNullable
        self.read = read
    }

    /// The field as one that must be there.
    var required: Field {
        let property = Schema.Property(
            name: name, schema: property.schema, isRequired: true, description: property.description,
            example: property.example, isWriteOnly: property.isWriteOnly)
        return Field(property, isNullable: isNullable, read: read)
    }

    /// The field as one that null clears.
    var nullable: Field {
        let property = Schema.Property(
            name: name, schema: .nullable(property.schema), isRequired: property.isRequired,
            description: property.description, example: property.example, isWriteOnly: property.isWriteOnly)
        return Field(property, isNullable: true, read: read)
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
                example: example.map(JSONValue.string), isWriteOnly: isWriteOnly), isNullable: false
        ) { value in
            if case .string(let string) = value { string } else { nil }
        }
    }
}

extension Field where Value == Bool {
    static func boolean(_ name: String, description: String? = nil) -> Field {
        Field(
            Schema.Property(name: name, schema: .boolean, isRequired: false, description: description),
            isNullable: false
        ) { value in
            if case .boolean(let boolean) = value { boolean } else { nil }
        }
    }
}

extension Field where Value == Int {
    static func integer(_ name: String, in range: ClosedRange<Int>, description: String? = nil) -> Field {
        Field(
            Schema.Property(name: name, schema: .integer(range), isRequired: false, description: description),
            isNullable: false
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
                example: .string("2026-01-06T09:00:00.000Z")),
            isNullable: false
        ) { value in
            if case .string(let text) = value { Instant(rfc3339: text) } else { nil }
        }
    }
}

extension Field where Value == JSONValue {
    /// Any JSON object.
    static func object(_ name: String, description: String? = nil) -> Field {
        Field(
            Schema.Property(name: name, schema: .anyObject, isRequired: false, description: description),
            isNullable: false
        ) { value in
            if case .object = value { value } else { nil }
        }
    }
}

extension Field where Value == [String] {
    static func strings(_ name: String, of element: Schema, maxItems: Int, description: String? = nil) -> Field {
        Field(
            Schema.Property(
                name: name, schema: .array(element, maxItems: maxItems), isRequired: false, description: description),
            isNullable: false
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
            Schema.Property(name: name, schema: .map(element), isRequired: false, description: description),
            isNullable: false
        ) { value in
            guard case .object(let members) = value else { return nil }
            let strings = members.compactMapValues { if case .string(let string) = $0 { string } else { nil } }
            return strings.count == members.count ? strings : nil
        }
    }
}
