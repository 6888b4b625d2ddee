/// A field, whatever its type: what the document and the check of a message need of it.
protocol FieldDeclaration: Sendable {
    var property: Schema.Property { get }
    var isNullable: Bool { get }

    /// Whether the value, which is not null, is of the field's type.
    func accepts(_ value: JSONValue) -> Bool
}
