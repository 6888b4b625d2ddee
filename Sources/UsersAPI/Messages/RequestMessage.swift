import Accounts

/// What a request's body, or its query, says: declared fields, which decode it and describe it.
protocol RequestMessage: Sendable {
    static var fields: [any FieldDeclaration] { get }
    /// Names of fields of which exactly one is to be there.
    static var alternatives: [String] { get }
    /// Bodies of real use, by what they are for; the document shows them. A message of the query needs none.
    static var examples: [String: JSONValue] { get }

    init(_ values: FieldValues) throws(AccountError)
}

extension RequestMessage {
    static var alternatives: [String] { [] }
    static var examples: [String: JSONValue] { [:] }

    static var schema: Schema { .object(fields.map(\.property), alternatives: alternatives) }
}
