import DocumentStore
import Synchronization

/// A store that hands everything on to another one, and loses an answer when it is told to.
///
/// A write is made then, another one follows it, and it is taken for a lost race, as after a failover.
public final class OvertakenStore: ForwardingStore {
    /// What does the work.
    public let store: any DocumentStore
    private let overtakesNext = Atomic(false)

    /// Hands on to `store`.
    public init(_ store: any DocumentStore) {
        self.store = store
    }

    /// Loses the answer of the next replacement.
    public func overtakeNext() {
        overtakesNext.store(true, ordering: .relaxed)
    }

    /// Hands on, and loses the answer if that was asked for.
    public func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        let isReplaced = try await store.replace(document, ifRevision: revision, in: collection)
        guard overtakesNext.exchange(false, ordering: .relaxed), let written = document["revision"]?.intValue else {
            return isReplaced
        }
        let next = document.replacing("revision", by: .int64(written + 1))
        _ = try await store.replace(next, ifRevision: written, in: collection)
        return false
    }
}
