import DocumentStore
import Synchronization

/// A store that hands everything on to another one, and loses an answer about an account when it is told to.
///
/// A write is made then, others follow it, and it is taken for a lost race, as after a failover.
public final class OvertakenStore: ForwardingStore {
    /// The collection of accounts.
    private static let accounts = "users"

    /// What does the work.
    public let store: any DocumentStore
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
}
