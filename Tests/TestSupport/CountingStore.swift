import DocumentStore
import Synchronization

/// A store that hands everything on to another one, and lists what it was asked.
public final class CountingStore: ForwardingStore {
    /// What a store is asked, by its collection's name.
    public enum Operation: Hashable, Sendable {
        case insert(String)
        case findByID(String)
        case findByKey(String)
        case replace(String)
        case delete(String)
        case page(String)
        case count(String)

        /// Whether it changes what is stored.
        public var isWrite: Bool {
            switch self {
            case .insert, .replace, .delete: true
            case .findByID, .findByKey, .page, .count: false
            }
        }
    }

    /// What does the work.
    public let store: any DocumentStore
    private let asked = Mutex<[Operation]>([])

    /// Counts what `store` is asked.
    public init(_ store: any DocumentStore) {
        self.store = store
    }

    /// What was asked since the last call, in order.
    public func takeOperations() -> [Operation] {
        asked.withLock { operations in
            defer { operations = [] }
            return operations
        }
    }

    private func note(_ operation: Operation) {
        asked.withLock { $0.append(operation) }
    }

    /// Notes and hands on.
    public func insert(_ document: BSONDocument, into collection: CollectionDefinition) async throws(StoreError) {
        note(.insert(collection.name))
        try await store.insert(document, into: collection)
    }

    /// Notes one insert and hands on.
    public func insert(
        _ documents: [BSONDocument], into collection: CollectionDefinition
    ) async throws(StoreError) -> [StoreError?] {
        note(.insert(collection.name))
        return try await store.insert(documents, into: collection)
    }

    /// Notes and hands on.
    public func find(
        id: BSONValue, in collection: CollectionDefinition, known: BSONDocument?
    ) async throws(StoreError) -> BSONDocument? {
        note(.findByID(collection.name))
        return try await store.find(id: id, in: collection, known: known)
    }

    /// Notes and hands on.
    public func find(
        _ key: BSONValue, by index: IndexDefinition, in collection: CollectionDefinition
    ) async throws(StoreError) -> BSONDocument? {
        note(.findByKey(collection.name))
        return try await store.find(key, by: index, in: collection)
    }

    /// Notes and hands on.
    public func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        note(.replace(collection.name))
        return try await store.replace(document, ifRevision: revision, in: collection)
    }

    /// Notes and hands on.
    public func delete(
        id: BSONValue, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        note(.delete(collection.name))
        return try await store.delete(id: id, ifRevision: revision, in: collection)
    }

    /// Notes and hands on.
    public func page(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Page {
        note(.page(collection.name))
        return try await store.page(query, in: collection)
    }

    /// Notes and hands on.
    public func count(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Int {
        note(.count(collection.name))
        return try await store.count(query, in: collection)
    }
}
