import DocumentStore
import Synchronization

/// A store that hands everything on to another one, lists what it was asked, and lets others come first.
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
    private let interruption = Mutex<(operation: Operation, body: @Sendable () async -> Void)?>(nil)

    /// Counts what `store` is asked.
    public init(_ store: any DocumentStore) {
        self.store = store
    }

    /// Has `body` run before the next such operation.
    public func interruptNext(_ operation: Operation, _ body: @escaping @Sendable () async -> Void) {
        interruption.withLock { $0 = (operation, body) }
    }

    /// What was asked since the last call, in order.
    public func takeOperations() -> [Operation] {
        asked.withLock { operations in
            defer { operations = [] }
            return operations
        }
    }

    private func note(_ operation: Operation) async {
        let interruption = interruption.withLock { next in
            guard let found = next, found.operation == operation else { return nil as (@Sendable () async -> Void)? }
            next = nil
            return found.body
        }
        await interruption?()
        asked.withLock { $0.append(operation) }
    }

    /// Notes and hands on.
    public func insert(_ document: BSONDocument, into collection: CollectionDefinition) async throws(StoreError) {
        await note(.insert(collection.name))
        try await store.insert(document, into: collection)
    }

    /// Notes one insert and hands on.
    public func insert(
        _ documents: [BSONDocument], into collection: CollectionDefinition
    ) async throws(StoreError) -> [StoreError?] {
        await note(.insert(collection.name))
        return try await store.insert(documents, into: collection)
    }

    /// Notes and hands on.
    public func find(
        id: BSONValue, in collection: CollectionDefinition, known: BSONDocument?
    ) async throws(StoreError) -> BSONDocument? {
        await note(.findByID(collection.name))
        return try await store.find(id: id, in: collection, known: known)
    }

    /// Notes and hands on.
    public func find(
        _ key: BSONValue, by index: IndexDefinition, in collection: CollectionDefinition
    ) async throws(StoreError) -> BSONDocument? {
        await note(.findByKey(collection.name))
        return try await store.find(key, by: index, in: collection)
    }

    /// Notes and hands on.
    public func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        await note(.replace(collection.name))
        return try await store.replace(document, ifRevision: revision, in: collection)
    }

    /// Notes and hands on.
    public func delete(
        id: BSONValue, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        await note(.delete(collection.name))
        return try await store.delete(id: id, ifRevision: revision, in: collection)
    }

    /// Notes and hands on.
    public func page(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Page {
        await note(.page(collection.name))
        return try await store.page(query, in: collection)
    }

    /// Notes and hands on.
    public func count(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Int {
        await note(.count(collection.name))
        return try await store.count(query, in: collection)
    }
}
