import DocumentStore
import Synchronization

/// A store that hands everything on to another one, and loses an answer about an account when it is told to.
///
/// A write is made then, others follow it, and it is taken for a lost race, as after a failover.
public final class OvertakenStore: DocumentStore {
    /// The collection of accounts.
    private static let accounts = "users"

    private let store: any DocumentStore
    /// What others do with the store, after this document went into this collection.
    public typealias Overtaking =
        @Sendable (any DocumentStore, BSONDocument, CollectionDefinition) async throws(StoreError) -> Void

    private let overtaking = Mutex<Overtaking?>(nil)

    /// Hands on to `store`.
    public init(_ store: any DocumentStore) {
        self.store = store
    }

    /// Loses the answer of the next replacement, and has another one follow it.
    public func overtakeNext() {
        overtakeNext { store, document, collection throws(StoreError) in
            let written = document["revision"]?.intValue ?? 0
            let next = document.replacing("revision", by: .int64(written + 1))
            _ = try await store.replace(next, ifRevision: written, in: collection)
        }
    }

    /// Loses the answer of the next replacement, which `others` follow.
    public func overtakeNext(by others: @escaping Overtaking) {
        overtaking.withLock { $0 = others }
    }

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

    /// Hands on, and loses the answer if that was asked for.
    public func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        let isReplaced = try await store.replace(document, ifRevision: revision, in: collection)
        guard collection.name == Self.accounts else { return isReplaced }
        let others = overtaking.withLock { next in
            defer { next = nil }
            return next
        }
        guard let others else { return isReplaced }
        try await others(store, document, collection)
        return false
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
