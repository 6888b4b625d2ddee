import Accounts

/// A request's fields while they are checked, in the order in which Django REST framework does it.
struct DjoserForm {
    let context: RequestContext
    private let values: FieldValues
    private let files: [String: MultipartPart]
    private var problems: [FieldProblem] = []

    /// Reads a request's body and holds its fields against their declarations.
    ///
    /// - Throws: As `DjoserBody`.
    init(_ context: RequestContext, as fields: [any FieldDeclaration]) async throws {
        self.context = context
        let body = try await DjoserBody(context.request, fileBytes: context.services.avatars.maximumFileBytes)
        files = body.files
        values = FieldValues(body.members, as: fields, problems: &problems)
    }

    /// Ends the checks of single fields.
    ///
    /// - Throws: `AccountError.invalid` with all that was wrong.
    func finish() throws(AccountError) {
        if !problems.isEmpty { throw .invalid(problems) }
    }

    /// Ends the checks, of which a proof was one.
    func finish(with proof: PasswordProof?) throws(AccountError) -> PasswordProof {
        try finish()
        guard let proof else { throw .currentPasswordRequired }
        return proof
    }

    /// The field's text; nil when it is absent or against its rules.
    subscript(field: DjoserText) -> String? {
        values.value(of: field.name).flatMap(field.text)
    }

    /// The text of a field that is declared as one; empty for anything else.
    subscript(field: DjoserUncheckedText) -> String {
        if case .string(let text) = values.value(of: field.name) { text } else { "" }
    }

    /// The text of a field that is declared as required.
    func required(_ field: DjoserText) throws(AccountError) -> String {
        guard let text = self[field] else { throw .invalid([.required(field.name)]) }
        return text
    }

    /// What a partial update asks of the field, which it can't clear.
    func change(_ field: DjoserText) -> Change<String> {
        self[field].map { .set($0) } ?? .keep
    }

    /// The field's file; nil when there is none.
    func file(_ field: DjoserAvatar) -> MultipartPart? { files[field.name] }

    /// Whether the field is there to be cleared.
    func clears(_ field: DjoserAvatar) -> Bool { values.value(of: field.name) != nil }

    mutating func add(_ problem: FieldProblem) {
        problems.append(problem)
    }
}
