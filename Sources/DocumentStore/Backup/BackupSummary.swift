/// What a backup that was written has.
public struct BackupSummary: Sendable, Equatable {
    /// How many documents there are, the schema's record left aside.
    public let documents: Int
    /// The file's length.
    public let byteCount: Int
    /// The schema version of the store.
    public let schemaVersion: Int
}
