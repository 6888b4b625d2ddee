import Telemetry

/// A store that hands everything on to another one, of either engine, and measures it.
public final class MeasuredStore: DocumentStore {
    private let store: any DocumentStore
    private let metrics = StoreMetrics()

    /// Measures what `store` is asked.
    public init(_ store: any DocumentStore) {
        self.store = store
    }

    /// Hands on.
    public var state: StoreState? { store.state }

    /// Measures and hands on.
    public func prepare(_ collections: [CollectionDefinition]) async throws(StoreError) {
        try await measure(.prepare) { () async throws(StoreError) in try await store.prepare(collections) }
    }

    /// Measures and hands on.
    public func insert(_ document: BSONDocument, into collection: CollectionDefinition) async throws(StoreError) {
        try await measure(.insert) { () async throws(StoreError) in
            try await store.insert(document, into: collection)
        }
    }

    /// Measures and hands on; refused documents count as errors, each for itself, but for those that are there already: who stores
    /// many goes on after a crash by storing them again.
    public func insert(
        _ documents: [BSONDocument], into collection: CollectionDefinition
    ) async throws(StoreError) -> [StoreError?] {
        let outcomes = try await measure(.insertMany) { () async throws(StoreError) in
            try await store.insert(documents, into: collection)
        }
        for case let error? in outcomes {
            if case .duplicateKey = error { continue }
            metrics.fail(error)
        }
        return outcomes
    }

    /// Measures and hands on.
    public func find(
        id: BSONValue, in collection: CollectionDefinition, known: BSONDocument?
    ) async throws(StoreError) -> BSONDocument? {
        try await measure(.findByID) { () async throws(StoreError) in
            try await store.find(id: id, in: collection, known: known)
        }
    }

    /// Measures and hands on.
    public func find(
        _ key: BSONValue, by index: IndexDefinition, in collection: CollectionDefinition
    ) async throws(StoreError) -> BSONDocument? {
        try await measure(.findByKey) { () async throws(StoreError) in
            try await store.find(key, by: index, in: collection)
        }
    }

    /// Measures and hands on; a lost race is begun again by whoever lost it.
    public func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        let isReplaced = try await measure(.replace) { () async throws(StoreError) in
            try await store.replace(document, ifRevision: revision, in: collection)
        }
        if !isReplaced { metrics.retry(.lostRace) }
        return isReplaced
    }

    /// Measures and hands on; a lost race is begun again by whoever lost it.
    public func delete(
        id: BSONValue, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        let isDeleted = try await measure(.delete) { () async throws(StoreError) in
            try await store.delete(id: id, ifRevision: revision, in: collection)
        }
        if !isDeleted { metrics.retry(.lostRace) }
        return isDeleted
    }

    /// Measures and hands on.
    public func page(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Page {
        try await measure(.page) { () async throws(StoreError) in try await store.page(query, in: collection) }
    }

    /// Measures and hands on.
    public func count(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Int {
        try await measure(.count) { () async throws(StoreError) in try await store.count(query, in: collection) }
    }

    /// Measures and hands on.
    public func deleteExpired(
        before instant: BSONDateTime, by index: IndexDefinition, in collection: CollectionDefinition, limit: Int
    ) async throws(StoreError) -> Int {
        try await measure(.deleteExpired) { () async throws(StoreError) in
            try await store.deleteExpired(before: instant, by: index, in: collection, limit: limit)
        }
    }

    /// Measures and hands on.
    public func readSnapshot(
        of collections: [CollectionDefinition], _ visit: @escaping @Sendable (Int, BSONDocument) -> Bool
    ) async throws(StoreError) {
        try await measure(.readSnapshot) { () async throws(StoreError) in
            try await store.readSnapshot(of: collections, visit)
        }
    }

    /// Measures and hands on.
    public func ping() async throws(StoreError) {
        try await measure(.ping) { () async throws(StoreError) in try await store.ping() }
    }

    /// Hands on.
    public func close() async {
        await store.close()
    }

    private func measure<Value>(
        _ operation: StoreOperation, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let start = MonotonicTime.now
        defer { metrics.note(operation, since: start) }
        do {
            return try await body()
        } catch {
            metrics.fail(error)
            throw error
        }
    }
}
