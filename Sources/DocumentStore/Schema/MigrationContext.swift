/// What a migration works with.
public struct MigrationContext: Sendable {
    /// The store, its collections and indexes prepared.
    public let store: any DocumentStore
    /// What an earlier run that was cut short had saved; empty at first.
    public let progress: BSONDocument
    private let lease: SchemaLease

    init(store: any DocumentStore, progress: BSONDocument, lease: SchemaLease) {
        self.store = store
        self.progress = progress
        self.lease = lease
    }

    /// Remembers how far the migration has come, for a run that has to go on.
    ///
    /// - Throws: `StoreError.unavailable` when another instance has taken over: the migration must stop.
    public func save(_ progress: BSONDocument) async throws(StoreError) {
        try await lease.save(progress)
    }

    /// Changes every document of a collection, in the order of an index, a hundred at a time, and saves the progress.
    ///
    /// - Parameters:
    ///   - index: An ordered index whose fields `change` leaves alone.
    ///   - lowerBound: As `PageQuery` has it: documents whose first field of the index is less, or of another type, are left alone.
    ///   - change: Makes the new document, or returns nil to leave the old one. The revision is raised here.
    public func updateAll(
        of collection: CollectionDefinition, along index: IndexDefinition, from lowerBound: BSONValue? = nil,
        _ change: (BSONDocument) throws(StoreError) -> BSONDocument?
    ) async throws(StoreError) {
        var query = PageQuery(along: index, from: lowerBound, after: PageCursor(bson: progress), limit: 100)
        while true {
            let page = try await store.page(query, in: collection)
            for document in page.documents { try await update(document, of: collection, change) }
            guard let next = page.next else { return }
            query.after = next
            try await save(next.bson)
        }
    }

    private func update(
        _ document: BSONDocument, of collection: CollectionDefinition,
        _ change: (BSONDocument) throws(StoreError) -> BSONDocument?
    ) async throws(StoreError) {
        var current: BSONDocument? = document
        for attempt in 1...UpdateBackOff.attempts {
            guard let found = current, let id = found["_id"], let changed = try change(found) else { return }
            let revision = found["revision"]?.intValue ?? 0
            let next = changed.replacing("revision", by: .int64(revision + 1))
            if try await store.replace(next, ifRevision: revision, in: collection) { return }
            try await UpdateBackOff.wait(after: attempt)
            current = try await store.find(id: id, in: collection)
        }
        throw .unavailable("a document of \(collection.name) is changed by too many at once")
    }
}
