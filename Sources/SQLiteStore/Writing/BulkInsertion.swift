import DocumentStore

/// Many inserts into one collection, inside of a transaction: the statements are looked up once, the count is raised once.
struct BulkInsertion {
    /// How many entries a statement inserts, which costs two thirds of as many statements.
    private static let entriesAtOnce = 16

    private let writer: CollectionWriter
    private let insertDocument: PreparedStatement
    /// Adds an entry to each of the writer's indexes.
    private let insertEntry: [PreparedStatement]

    private var connection: Connection { writer.connection }

    init(_ writer: CollectionWriter) throws(StoreError) {
        self.writer = writer
        insertDocument = try writer.connection.statement(SQL.insertDocument(into: writer.collection))
        var statements: [PreparedStatement] = []
        for index in writer.indexes {
            statements.append(try writer.connection.statement(SQL.insertEntry(index.name, of: writer.collection)))
        }
        insertEntry = statements
    }

    /// Inserts documents with their keys in the writer's indexes, of equals the first.
    ///
    /// - Returns: Why each was refused, in which case nothing of it stays; nil for those that are stored.
    func insert(_ documents: BulkDocuments) throws(StoreError) -> [StoreError?] {
        var refusals = documents.refusals
        var rows = [Int64?](repeating: nil, count: refusals.count)
        var count = 0
        for (place, row) in documents.rows.enumerated() {
            guard let row else { continue }
            switch try insert(row) {
            case .success(let number):
                rows[place] = number
                count += 1
            case .failure(let refusal): refusals[place] = refusal
            }
        }
        for (index, entries) in documents.entries.enumerated() { try insert(entries, of: rows, into: index) }
        if count > 0 { try writer.count(count) }
        return refusals
    }

    /// Inserts what may be taken of a document; the answer is its row, or what is.
    private func insert(_ row: BulkDocuments.Row) throws(StoreError) -> Result<Int64, StoreError> {
        try insertDocument.run([.bytes(row.id), .long(row.document.revision), .slice(row.document.bytes)])
        guard connection.changeCount == 1 else { return .failure(.duplicateKey(index: "_id")) }
        let number = connection.lastInsertedRow
        for (place, claim) in row.claims.enumerated() {
            try insertEntry[claim.index].run([.bytes(claim.key), .long(number)])
            guard connection.changeCount == 1 else {
                try takeBack(number, row.claims.prefix(place))
                return .failure(.duplicateKey(index: writer.indexes[claim.index].name))
            }
        }
        return .success(number)
    }

    private func insert(
        _ entries: [BulkDocuments.Entry], of rows: [Int64?], into index: Int
    ) throws(StoreError) {
        var rest = entries.filter { rows[$0.place] != nil }[...]
        guard !rest.isEmpty else { return }
        let insertMany = try connection.statement(
            SQL.insertEntries(Self.entriesAtOnce, writer.indexes[index].name, of: writer.collection))
        while !rest.isEmpty {
            let areMany = rest.count >= Self.entriesAtOnce
            let next = rest.prefix(areMany ? Self.entriesAtOnce : 1)
            var values: [SQLValue] = []
            for entry in next {
                values.append(.bytes(entry.key))
                values.append(.long(rows[entry.place]))
            }
            try (areMany ? insertMany : insertEntry[index]).run(values)
            // Each key ends with an id that no document had.
            guard connection.changeCount == next.count else {
                let name = "\(writer.indexes[index].name) of \(writer.collection)"
                throw .corrupt("the index \(name) names a document that is not there")
            }
            rest = rest.dropFirst(next.count)
        }
    }

    private func takeBack(
        _ row: Int64, _ claims: ArraySlice<(index: Int, key: [UInt8])>
    ) throws(StoreError) {
        for claim in claims {
            let sql = SQL.deleteEntry(writer.indexes[claim.index].name, of: writer.collection)
            try connection.execute(sql, .bytes(claim.key))
        }
        try connection.execute(SQL.delete(in: writer.collection), .long(row))
    }
}
