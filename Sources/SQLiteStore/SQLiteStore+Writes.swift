import DocumentStore

extension SQLiteStore {
    /// Inserts a document and its index entries.
    public func insert(_ document: BSONDocument, into collection: CollectionDefinition) async throws(StoreError) {
        guard let id = document["_id"] else { preconditionFailure("A document to insert needs an _id") }
        try document.checkStorable()
        try collection.check(document)
        try await write(to: collection) { writer throws(StoreError) in
            try writer.insert(document, id: KeyEncoder.key(id))
        }
    }

    /// Inserts documents in one transaction.
    public func insert(
        _ documents: [BSONDocument], into collection: CollectionDefinition
    ) async throws(StoreError) -> [StoreError?] {
        let refusals = documents.map { refusal(of: $0, in: collection) }
        // By the indexes that were there at the last write; an upgrade since then has the keys computed again.
        let keyed = BulkDocuments(documents, refusals: refusals, indexes: catalog.knownIndexes(of: collection.name))
        return try await write(to: collection) { writer throws(StoreError) in
            let isCurrent = keyed.indexes == writer.indexes
            return try BulkInsertion(writer).insert(
                isCurrent ? keyed : BulkDocuments(documents, refusals: refusals, indexes: writer.indexes))
        }
    }

    /// Replaces a document and the index entries that differ.
    public func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        guard let id = document["_id"] else { preconditionFailure("A document to replace needs an _id") }
        try document.checkStorable()
        try collection.check(document)
        return try await write(to: collection) { writer throws(StoreError) in
            try writer.replace(document, id: KeyEncoder.key(id), ifRevision: revision)
        }
    }

    /// Deletes a document and its index entries.
    public func delete(
        id: BSONValue, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        try await write(to: collection) { writer throws(StoreError) in
            try writer.delete(id: KeyEncoder.key(id), ifRevision: revision)
        }
    }

    /// Deletes expired documents in one transaction.
    public func deleteExpired(
        before instant: BSONDateTime, by index: IndexDefinition, in collection: CollectionDefinition, limit: Int
    ) async throws(StoreError) -> Int {
        guard case .expiring = index.kind else { preconditionFailure("\(index.name) is not an expiring index") }
        guard limit > 0 else { return 0 }
        return try await write(to: collection) { writer throws(StoreError) in
            try writer.deleteExpired(before: instant, by: index, limit: limit)
        }
    }

    private func refusal(of document: BSONDocument, in collection: CollectionDefinition) -> StoreError? {
        do {
            try document.checkStorable()
            try collection.check(document)
            return nil
        } catch {
            return error
        }
    }

    private func write<Value: Sendable>(
        to collection: CollectionDefinition,
        _ body: @escaping @Sendable (CollectionWriter) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await writer.run { [catalog, name = collection.name] connection throws(StoreError) in
            let indexes = try catalog.indexes(of: name, on: connection)
            return try body(CollectionWriter(connection: connection, collection: name, indexes: indexes))
        }
    }
}
