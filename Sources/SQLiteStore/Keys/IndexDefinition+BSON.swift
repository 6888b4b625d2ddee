import DocumentStore

/// Definitions as the database keeps them, so that a program that does not know an index still maintains it.
extension IndexDefinition {
    /// The definition without its name.
    var bson: BSONDocument {
        let (kind, fields): (String, [String]) =
            switch self.kind {
            case .unique(let field): ("unique", [field])
            case .ordered(let fields): ("ordered", fields)
            case .strings(let field): ("strings", [field])
            case .expiring(let field): ("expiring", [field])
            }
        return ["kind": .string(kind), "fields": .array(fields.map { .string($0) })]
    }

    /// Reads what `bson` wrote.
    init(name: String, bson: BSONDocument) throws(StoreError) {
        let fields = bson["fields"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let kind: Kind? =
            switch (bson["kind"]?.stringValue, fields.first) {
            case ("unique", let field?): .unique(field: field)
            case ("ordered", _): .ordered(fields: fields)
            case ("strings", let field?): .strings(field: field)
            case ("expiring", let field?): .expiring(field: field)
            default: nil
            }
        guard let kind else { throw .corrupt("the definition of the index \(name) can't be read") }
        self.init(name, kind)
    }
}
