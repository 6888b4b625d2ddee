import DocumentStore

/// A store that hands everything on to another one, but for what a conforming type does itself. Its `state` is nil, so that reads are
/// asked of it.
public protocol ForwardingStore: DocumentStore {
    /// What does the work.
    var store: any DocumentStore { get }
}

extension ForwardingStore {
    /// Hands on.
    public func prepare(_ collections: [CollectionDefinition]) async throws(StoreError) {
        try await store.prepare(collections)
    }

    /// Hands on.
    public func insert(_ document: BSONDocument, into collection: CollectionDefinition) async throws(StoreError) {
        try await store.insert(document, into: collection)
    }

    /// Hands on.
    public func insert(
        _ documents: [BSONDocument], into collection: CollectionDefinition
    ) async throws(StoreError) -> [StoreError?] {
        try await store.insert(documents, into: collection)
    }

    /// Hands on.
    public func find(
        id: BSONValue, in collection: CollectionDefinition, known: BSONDocument?
    ) async throws(StoreError) -> BSONDocument? {
        try await store.find(id: id, in: collection, known: known)
    }

    /// Hands on.
    public func find(
        _ key: BSONValue, by index: IndexDefinition, in collection: CollectionDefinition
    ) async throws(StoreError) -> BSONDocument? {
        try await store.find(key, by: index, in: collection)
    }

    /// Hands on.
    public func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        try await store.replace(document, ifRevision: revision, in: collection)
    }

    /// Hands on.
    public func delete(
        id: BSONValue, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        try await store.delete(id: id, ifRevision: revision, in: collection)
    }

    /// Hands on.
    public func page(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Page {
        try await store.page(query, in: collection)
    }

    /// Hands on.
    public func count(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Int {
        try await store.count(query, in: collection)
    }

    /// Hands on.
    public func deleteExpired(
        before instant: BSONDateTime, by index: IndexDefinition, in collection: CollectionDefinition, limit: Int
    ) async throws(StoreError) -> Int {
        try await store.deleteExpired(before: instant, by: index, in: collection, limit: limit)
    }

    /// Hands on.
    public func readSnapshot(
        of collections: [CollectionDefinition], _ visit: @escaping @Sendable (Int, BSONDocument) -> Bool
    ) async throws(StoreError) {
        try await store.readSnapshot(of: collections, visit)
    }

    /// Hands on.
    public func ping() async throws(StoreError) {
        try await store.ping()
    }

    /// Hands on.
    public func close() async {
        await store.close()
    }
}
