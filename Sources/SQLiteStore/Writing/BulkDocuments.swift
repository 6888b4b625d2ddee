import DocumentStore

/// Documents that are to be inserted together, with their keys in all indexes: computed before it is the writer's turn.
struct BulkDocuments: Sendable {
    /// A document and what may be taken of it: its id and its keys in unique indexes.
    struct Row: Sendable {
        let document: BSONDocument
        let id: [UInt8]
        /// Each with its index's place among the indexes.
        let claims: [(index: Int, key: [UInt8])]
    }

    /// A key in an index that is not unique, and the place of its document among all.
    struct Entry: Sendable {
        let key: [UInt8]
        let place: Int
    }

    /// Why documents are refused whatever is stored.
    let refusals: [StoreError?]
    /// The documents; nil where one is refused.
    let rows: [Row?]
    /// The indexes that the keys are of.
    let indexes: [IndexDefinition]
    /// The entries of each index that is not unique, as they are sorted there: neighbours change one page, rather than one each.
    let entries: [[Entry]]

    /// Computes the keys of documents, each of which has an `_id`.
    init(_ documents: [BSONDocument], refusals: [StoreError?], indexes: [IndexDefinition]) {
        let rows = zip(documents, refusals).map { document, refusal in
            refusal == nil ? Row(document, indexes: indexes) : nil
        }
        self.refusals = refusals
        self.rows = rows
        self.indexes = indexes
        entries = indexes.map { index in
            index.isUnique ? [] : Self.entries(of: rows, in: index)
        }
    }

    private static func entries(of rows: [Row?], in index: IndexDefinition) -> [Entry] {
        var entries: [Entry] = []
        for (place, row) in rows.enumerated() {
            guard let row else { continue }
            for key in index.keys(of: row.document, id: row.id) { entries.append(Entry(key: key, place: place)) }
        }
        return entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }
}

extension BulkDocuments.Row {
    fileprivate init(_ document: BSONDocument, indexes: [IndexDefinition]) {
        guard let id = document["_id"].map({ KeyEncoder.key($0) }) else {
            preconditionFailure("A document to insert needs an _id")
        }
        var claims: [(index: Int, key: [UInt8])] = []
        for (place, index) in indexes.enumerated() where index.isUnique {
            for key in index.keys(of: document, id: id) { claims.append((place, key)) }
        }
        self.init(document: document, id: id, claims: claims)
    }
}

extension IndexDefinition {
    fileprivate var isUnique: Bool {
        if case .unique = kind { true } else { false }
    }
}
