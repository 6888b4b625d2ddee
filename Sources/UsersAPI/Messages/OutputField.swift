/// One field of an answer: the declaration that writes it and describes it.
///
/// A class, because every answer walks over its fields, each of which has many parts to copy.
final class OutputField<Source>: Sendable {
    let property: Schema.Property
    let write: @Sendable (Source, inout JSONWriter) -> Void

    private init(property: Schema.Property, write: @escaping @Sendable (Source, inout JSONWriter) -> Void) {
        self.property = property
        self.write = write
    }

    /// The field for those who may not see its value: null.
    var withheld: OutputField {
        let key = JSONKey(property.name)
        return OutputField(property: property) { _, writer in
            writer.key(key)
            writer.null()
        }
    }

    /// A field that is always there.
    static func always<Value: JSONWritable>(
        _ name: String, _ schema: Schema, example: String? = nil, description: String? = nil,
        _ value: @escaping @Sendable (Source) -> Value
    ) -> OutputField {
        let key = JSONKey(name)
        return OutputField(
            property: Schema.Property(
                name: name, schema: schema, isRequired: true, description: description,
                example: example.map(JSONValue.string))
        ) { source, writer in
            writer.key(key)
            value(source).write(to: &writer)
        }
    }

    /// A field that is always there, as null when it is not set.
    static func orNull<Value: JSONWritable>(
        _ name: String, _ schema: Schema, example: String? = nil, _ value: @escaping @Sendable (Source) -> Value?
    ) -> OutputField {
        let key = JSONKey(name)
        return OutputField(
            property: Schema.Property(
                name: name, schema: .nullable(schema), isRequired: true, example: example.map(JSONValue.string))
        ) { source, writer in
            writer.key(key)
            if let value = value(source) { value.write(to: &writer) } else { writer.null() }
        }
    }

    /// A field that is left out when it is not set.
    static func whenSet<Value: JSONWritable>(
        _ name: String, _ schema: Schema, _ value: @escaping @Sendable (Source) -> Value?
    ) -> OutputField {
        let key = JSONKey(name)
        return OutputField(property: Schema.Property(name: name, schema: schema, isRequired: false)) { source, writer in
            guard let value = value(source) else { return }
            writer.key(key)
            value.write(to: &writer)
        }
    }
}
