import DocumentStore
import Synchronization

/// Audit entries that are stored, and are still in outboxes. An account's next change takes them out; only where none comes does
/// that cost a write of its own.
final class DeliveredEntries: Sendable {
    private let ids = Mutex<[ObjectID: Set<ObjectID>]>([:])

    /// Those of an account, as far as this instance has stored them.
    func of(_ account: ObjectID) -> Set<ObjectID> {
        ids.withLock { $0[account] ?? [] }
    }

    /// Replaces what is known by what a look through all outboxes has found.
    func replace(by found: [ObjectID: Set<ObjectID>]) {
        ids.withLock { $0 = found }
    }
}
