/// Why a store operation failed, in terms that both engines share.
public enum StoreError: Error, Sendable, Equatable {
    /// A unique index already has the key; `index` is its declared name, `_id` for the documents' ids.
    case duplicateKey(index: String)
    /// The store can't be reached or did not answer in time; the operation may or may not have taken effect. For the log, not for clients.
    case unavailable(String)
    /// As many operations wait as may; nothing was done.
    case overloaded
    /// The calling task was cancelled; the operation may still take effect.
    case cancelled
    /// The store refuses access: a wrong password, a file without permission.
    case accessDenied(String)
    /// No space is left; nothing was changed.
    case full(String)
    /// The document is larger, or nested deeper, than the store takes.
    case documentTooLarge
    /// A stored document is not what its reader expects.
    case unreadable(String)
    /// The store, or the bytes of a document, can't be read, or the store's schema refuses a document.
    case corrupt(String)
    /// The store was written by a newer program.
    case schemaTooNew(found: Int, supported: Int)
    /// A backup is being restored into the store, or was in part: it has to be restored to its end first.
    case restoring
    /// The store was closed.
    case closed
}
