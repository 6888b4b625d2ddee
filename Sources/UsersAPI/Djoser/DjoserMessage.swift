/// A request of Djoser's: declared fields, and how it is made of them.
protocol DjoserMessage: Sendable {
    static var fields: [any FieldDeclaration] { get }

    /// Whether the request may have a file, which is read when it is its turn.
    static func takesFiles(in context: RequestContext) -> Bool

    /// Makes the message. What is wrong with single fields is told at once, by `finish`; only then fields are looked at together.
    init(_ form: inout DjoserForm) async throws
}

extension DjoserMessage {
    /// A body with each field that has an example, for the document.
    static var examples: [String: JSONValue] {
        let examples = fields.map(\.property).compactMap { property in property.example.map { (property.name, $0) } }
        return ["All fields": .object(Dictionary(uniqueKeysWithValues: examples))]
    }

    static func takesFiles(in context: RequestContext) -> Bool { false }
}
