import DocumentStore

/// Changes of one collection inside of a transaction: documents, the entries of all indexes, the count.
struct CollectionWriter {
    let connection: Connection
    let collection: String
    let indexes: [IndexDefinition]

    /// Inserts a document.
    func insert(_ document: BSONDocument, id: [UInt8]) throws(StoreError) {
        let inserted = try connection.execute(
            SQL.insertDocument(into: collection), .bytes(id), .long(document.revision), .slice(document.bytes))
        if inserted == 0 { throw .duplicateKey(index: "_id") }
        let row = connection.lastInsertedRow
        for index in indexes { try insert(index.keys(of: document, id: id), into: index, row: row) }
        try count(1)
    }

    /// Replaces a document that has this revision; false when there is none.
    func replace(_ document: BSONDocument, id: [UInt8], ifRevision revision: Int64) throws(StoreError) -> Bool {
        guard let (row, old) = try current(id: id, revision: revision) else { return false }
        let replaced = try connection.execute(
            SQL.replace(in: collection), .long(document.revision), .slice(document.bytes), .bytes(id), .long(revision))
        guard replaced == 1 else { return false }
        for index in indexes {
            let oldKeys = index.keys(of: old, id: id)
            let newKeys = index.keys(of: document, id: id)
            guard oldKeys != newKeys else { continue }
            try delete(Set(oldKeys).subtracting(newKeys), from: index)
            try insert(Set(newKeys).subtracting(oldKeys), into: index, row: row)
        }
        return true
    }

    /// Deletes a document that has this revision; false when there is none.
    func delete(id: [UInt8], ifRevision revision: Int64) throws(StoreError) -> Bool {
        guard let (row, document) = try current(id: id, revision: revision) else { return false }
        try delete(document, id: id, row: row)
        return true
    }

    /// Deletes documents whose date in an expiring index is before `instant`.
    func deleteExpired(before instant: BSONDateTime, by index: IndexDefinition, limit: Int) throws(StoreError) -> Int {
        let range = KeyRange(datesBefore: instant)
        var rows: [Int64] = []
        try connection.query(
            SQL.rows(of: index.name, in: collection), .bytes(range.lower), .bytes(range.upper), .integer(limit)
        ) { row throws(StoreError) in
            rows.append(row.integer(0))
            return true
        }
        for row in rows {
            var found: BSONDocument?
            try connection.query(SQL.document(in: collection), .long(row)) { result throws(StoreError) in
                found = try result.document(0)
                return false
            }
            guard let document = found, let id = document["_id"] else {
                throw .corrupt("the index \(index.name) of \(collection) names a document that is not there")
            }
            try delete(document, id: KeyEncoder.key(id), row: row)
        }
        return rows.count
    }

    /// Makes the entries of all documents in a new index.
    func fill(_ index: IndexDefinition) throws(StoreError) {
        try connection.query(SQL.documents(of: collection)) { row throws(StoreError) in
            try insert(index.keys(of: row.document(2), id: row.bytes(1)), into: index, row: row.integer(0))
            return true
        }
    }

    private func current(id: [UInt8], revision: Int64) throws(StoreError) -> (row: Int64, document: BSONDocument)? {
        var found: (Int64, BSONDocument)?
        try connection.query(SQL.current(in: collection), .bytes(id), .long(revision)) { row throws(StoreError) in
            found = (row.integer(0), try row.document(1))
            return false
        }
        return found
    }

    private func delete(_ document: BSONDocument, id: [UInt8], row: Int64) throws(StoreError) {
        for index in indexes { try delete(index.keys(of: document, id: id), from: index) }
        try connection.execute(SQL.delete(in: collection), .long(row))
        try count(-1)
    }

    private func insert(
        _ keys: some Sequence<[UInt8]>, into index: IndexDefinition, row: Int64
    ) throws(StoreError) {
        for key in keys {
            let inserted = try connection.execute(
                SQL.insertEntry(index.name, of: collection), .bytes(key), .long(row))
            if inserted == 0 { throw .duplicateKey(index: index.name) }
        }
    }

    private func delete(_ keys: some Sequence<[UInt8]>, from index: IndexDefinition) throws(StoreError) {
        for key in keys { try connection.execute(SQL.deleteEntry(index.name, of: collection), .bytes(key)) }
    }

    func count(_ change: Int) throws(StoreError) {
        try connection.execute(SQL.addToDocumentCount, .integer(change), .text(collection))
    }
}

extension BSONDocument {
    /// The revision that `replace` and `delete` compare: 0 without the field, nil for something else than a whole number.
    var revision: Int64? {
        switch self["revision"] {
        case nil, .null: 0
        case .double(let value): Int64(exactly: value)
        case let value?: value.intValue
        }
    }
}
