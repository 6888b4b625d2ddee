import DocumentStore
import ThreadPool

extension SQLiteStore {
    /// Finds by `_id`, on the calling thread.
    public func find(
        id: BSONValue, in collection: CollectionDefinition, known: BSONDocument?
    ) async throws(StoreError) -> BSONDocument? {
        try findOne(SQL.find(in: collection.name), id, known: known)
    }

    /// Finds by a unique index, on the calling thread.
    public func find(
        _ key: BSONValue, by index: IndexDefinition, in collection: CollectionDefinition
    ) async throws(StoreError) -> BSONDocument? {
        guard case .unique = index.kind else { preconditionFailure("\(index.name) is not a unique index") }
        return try findOne(SQL.find(by: index.name, in: collection.name), key)
    }

    /// Reads a page: on the calling thread if it is short, else on one for long reads.
    public func page(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Page {
        if query.isShort { return try read(query, in: collection) { reader throws(StoreError) in try reader.page() } }
        return try await longRead { store throws(StoreError) in
            try store.read(query, in: collection) { reader throws(StoreError) in try reader.page() }
        }
    }

    /// Counts: the whole collection on the calling thread, else on one for long reads.
    public func count(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Int {
        if query.selectsAll {
            return try read(query, in: collection) { reader throws(StoreError) in try reader.count() }
        }
        return try await longRead { store throws(StoreError) in
            try store.read(query, in: collection) { reader throws(StoreError) in try reader.count() }
        }
    }

    /// Reads in one transaction, on a thread for long reads. The write-ahead log grows meanwhile.
    public func readSnapshot(
        of collections: [CollectionDefinition], _ visit: @escaping @Sendable (Int, BSONDocument) -> Bool
    ) async throws(StoreError) {
        try await longRead { store throws(StoreError) in
            try store.readers.read { connection throws(StoreError) in
                try connection.inSnapshot { connection throws(StoreError) in
                    try connection.visit(collections, visit)
                }
            }
        }
    }

    private func findOne(
        _ sql: String, _ key: BSONValue, known: BSONDocument? = nil
    ) throws(StoreError) -> BSONDocument? {
        try readers.read { connection throws(StoreError) in
            var document: BSONDocument?
            try connection.query(sql, .bytes(KeyEncoder.key(key))) { row throws(StoreError) in
                document = try row.document(0, known: known)
                return false
            }
            return document
        }
    }

    private func read<Value>(
        _ query: PageQuery, in collection: CollectionDefinition,
        _ body: (PageReader) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try readers.read { connection throws(StoreError) in
            // One snapshot for all statements.
            try connection.inSnapshot { connection throws(StoreError) in
                try body(PageReader(connection: connection, collection: collection.name, query: query))
            }
        }
    }

    private func longRead<Value: Sendable>(
        _ body: @escaping @Sendable (SQLiteStore) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let outcome: Result<Value, StoreError>
        do {
            outcome = try await longReads.run { [self] in Result { () throws(StoreError) in try body(self) } }
        } catch {
            switch error {
            case .full: throw .overloaded
            case .cancelled: throw .cancelled
            case .shutDown: throw .closed
            }
        }
        return try outcome.get()
    }
}

extension Connection {
    /// Passes the documents of all collections to `body`, until that answers false.
    fileprivate func visit(
        _ collections: [CollectionDefinition], _ body: (Int, BSONDocument) -> Bool
    ) throws(StoreError) {
        var goesOn = true
        for (place, collection) in collections.enumerated() where goesOn {
            guard try integer(SQL.documentCount, .text(collection.name)) != nil else { continue }
            try query(SQL.documents(of: collection.name)) { row throws(StoreError) in
                goesOn = body(place, try row.document(2))
                return goesOn
            }
        }
    }
}
