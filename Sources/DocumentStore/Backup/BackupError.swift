/// Why a backup can't be made or restored.
public enum BackupError: Error, Sendable, Equatable {
    /// The file can't be read; the system says why.
    case unreadable(String)
    /// The file can't be written; the system says why.
    case unwritable(String)
    /// The file is no backup.
    case foreign
    /// A newer program wrote the file, in a format of its own.
    case formatTooNew(Int)
    /// The file was cut or changed; the text says what gives it away, as the rest of a sentence that begins with the file.
    case damaged(String)
    /// The backup is of a store that a newer program has used.
    case schemaTooNew(found: Int, supported: Int)
    /// There is nothing to back up: no program has used the store yet.
    case unused
    /// The store that is to be restored has documents, in this collection for one.
    case notEmpty(collection: String)
    /// The store has a part of another backup, whose restoring was cut short.
    case otherBackup
    /// Something else writes to the store that is being restored: a document of this collection is there and differs.
    case conflict(collection: String)
    /// What the store throws.
    case store(StoreError)
}
