import Accounts

/// A field, whatever its type: what the document and the check of a message need of it.
protocol FieldDeclaration: Sendable {
    var property: Schema.Property { get }
    var isNullable: Bool { get }

    /// What keeps the value, which is not null, from being of the field's type; nothing when it is.
    func typeProblems(of value: JSONValue) -> [FieldProblem]
}
