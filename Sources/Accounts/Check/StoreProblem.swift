import DocumentStore

/// What is wrong with a stored document, for the operator: its id, a field and a reason, and nothing of the field's value.
public struct StoreProblem: Error, Sendable, Hashable {
    /// The document's id: 24 hex digits of an ObjectId, another value as a literal.
    public let id: String
    /// The field that is at fault.
    public let field: String
    /// What is wrong with it, as the rest of a sentence that begins with the field.
    public let reason: String

    init(_ document: BSONDocument, _ field: String, _ reason: String) {
        id = Self.name(document["_id"])
        self.field = field
        self.reason = reason
    }

    init(_ document: BSONDocument, _ error: BSONError) {
        switch error {
        case .missingField(let field): self.init(document, field, "is missing")
        case .unexpectedValue(let field):
            self.init(document, field, "has a type or a value that is none of an account's")
        case .malformed, .unsupportedType, .tooDeep, .invalidName:
            self.init(document, "_id", "is of a document that can't be read")
        }
    }

    /// An id in words; what is no ObjectId may be any text, so it is escaped.
    static func name(_ id: BSONValue?) -> String {
        switch id {
        case .objectID(let id): "\(id)"
        case .string(let text): text.debugDescription
        case .some(let value): "\(value)"
        case nil: "none"
        }
    }
}
