import Accounts

/// A text that the document tells of and no rule is for; what is no text counts as empty.
struct DjoserUncheckedText: FieldDeclaration {
    let name: String
    let keepsSource = false
    let isNullable = true

    var property: Schema.Property {
        Schema.Property(name: name, schema: .nullable(.string()), isRequired: false, example: .string(name))
    }

    func typeProblems(of value: JSONValue) -> [FieldProblem] { [] }
}
