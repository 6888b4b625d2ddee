import Accounts

/// What a request's body, or its query, says: declared fields, which decode it and describe it.
protocol RequestMessage: Sendable {
    static var fields: [any FieldDeclaration] { get }

    init(_ values: FieldValues) throws(AccountError)
}
