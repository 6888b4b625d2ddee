/// A change of stored documents from one schema version to the next.
///
/// It may be cut short at any moment and run again, so it must be idempotent; with `MigrationContext.save` it goes on where it was.
/// Other instances of the older version may write meanwhile.
public struct Migration: Sendable {
    /// The schema version that the store has afterwards.
    public let version: Int
    /// What it does, for the log.
    public let name: String
    /// Does it.
    public let run: @Sendable (MigrationContext) async throws(StoreError) -> Void

    /// Makes a migration.
    public init(
        version: Int, name: String, run: @escaping @Sendable (MigrationContext) async throws(StoreError) -> Void
    ) {
        self.version = version
        self.name = name
        self.run = run
    }
}
