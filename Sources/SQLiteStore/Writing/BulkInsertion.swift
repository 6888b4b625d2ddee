import DocumentStore

/// Many inserts into one collection, inside of a transaction: the statements are looked up once, the count is raised once.
struct BulkInsertion {
    /// An index with the statement that adds to it.
    private struct Target {
        let index: IndexDefinition
        let insert: PreparedStatement

        var isUnique: Bool {
            if case .unique = index.kind { true } else { false }
        }
    }

    private let writer: CollectionWriter
    private let insertDocument: PreparedStatement
    private let targets: [Target]
    private var count = 0

    private var connection: Connection { writer.connection }

    init(_ writer: CollectionWriter) throws(StoreError) {
        self.writer = writer
        insertDocument = try writer.connection.statement(SQL.insertDocument(into: writer.collection))
        var targets: [Target] = []
        for index in writer.indexes {
            let sql = SQL.insertEntry(index.name, of: writer.collection)
            targets.append(Target(index: index, insert: try writer.connection.statement(sql)))
        }
        // What may be refused comes first, so that little is taken back.
        self.targets = targets.filter(\.isUnique) + targets.filter { !$0.isUnique }
    }

    /// Inserts a document; the answer is why not, when a key of it is taken, and nothing of it stays.
    mutating func insert(_ document: BSONDocument) throws(StoreError) -> StoreError? {
        guard let id = document["_id"].map({ KeyEncoder.key($0) }) else {
            preconditionFailure("A document to insert needs an _id")
        }
        try insertDocument.run([.bytes(id), .long(document.revision), .slice(document.bytes)])
        guard connection.hasChanged else { return .duplicateKey(index: "_id") }
        let row = connection.lastInsertedRow
        var entries: [(index: IndexDefinition, key: [UInt8])] = []
        for target in targets {
            for key in target.index.keys(of: document, id: id) {
                try target.insert.run([.bytes(key), .long(row)])
                guard connection.hasChanged else {
                    try takeBack(row, entries)
                    return .duplicateKey(index: target.index.name)
                }
                if target.isUnique { entries.append((target.index, key)) }
            }
        }
        count += 1
        return nil
    }

    /// Counts what was inserted.
    func finish() throws(StoreError) {
        if count > 0 { try writer.count(count) }
    }

    private func takeBack(_ row: Int64, _ entries: [(index: IndexDefinition, key: [UInt8])]) throws(StoreError) {
        for (index, key) in entries {
            try connection.execute(SQL.deleteEntry(index.name, of: writer.collection), .bytes(key))
        }
        try connection.execute(SQL.delete(in: writer.collection), .long(row))
    }
}
