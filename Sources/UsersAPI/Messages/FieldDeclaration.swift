import Accounts

/// A field, whatever its type: what the document and the check of a message need of it.
protocol FieldDeclaration: Sendable {
    var property: Schema.Property { get }
    var name: String { get }
    var isNullable: Bool { get }
    /// Whether the value is kept as it was written rather than read, see `JSONValue.source`.
    var keepsSource: Bool { get }

    /// What keeps the value, which is not null, from being of the field's type; nothing when it is.
    func typeProblems(of value: JSONValue) -> [FieldProblem]

    /// Adds what the field's value changes of an account, if it changes anything.
    func apply(_ values: FieldValues, to changes: inout AccountChanges)
}

extension FieldDeclaration {
    func apply(_ values: FieldValues, to changes: inout AccountChanges) {}
}
