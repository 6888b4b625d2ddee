import DocumentStore

/// A query's filter, ready to be asked about many documents.
struct DocumentFilter {
    private enum Condition {
        case equals(field: String, key: [UInt8])
        case hasPrefix(field: String, prefix: String)
    }

    private let condition: Condition

    init(_ filter: PageQuery.Filter) {
        switch filter {
        case .equals(let field, let value):
            condition = .equals(field: field, key: KeyEncoder.key(value))
        case .hasPrefix(let index, let prefix):
            guard case .strings(let field) = index.kind else {
                preconditionFailure("\(index.name) is not over strings")
            }
            condition = .hasPrefix(field: field, prefix: prefix)
        }
    }

    /// True when the document meets the condition, by MongoDB's rules: a missing field is null, an array also is its elements.
    func accepts(_ document: BSONDocument) -> Bool {
        switch condition {
        case .equals(let field, let key):
            let value = document[field] ?? .null
            if KeyEncoder.key(value) == key { return true }
            return value.arrayValue?.contains { KeyEncoder.key($0) == key } ?? false
        case .hasPrefix(let field, let prefix):
            let strings = document[field]?.arrayValue ?? []
            return strings.contains { $0.stringValue?.utf8.starts(with: prefix.utf8) ?? false }
        }
    }
}
