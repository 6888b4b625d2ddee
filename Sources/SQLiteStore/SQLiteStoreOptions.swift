/// Sizes and time limits of an `SQLiteStore`.
public struct SQLiteStoreOptions: Sendable {
    /// How long an operation waits for a lock that another process holds.
    public var busyTimeout: Duration = .seconds(5)
    /// How many writes may wait; one more throws `StoreError.overloaded`.
    public var writeQueueLimit = 4096
    /// How many long reads run at once, on threads of their own.
    public var longReads = 2
    /// How many long reads may wait; one more throws `StoreError.overloaded`.
    public var longReadQueueLimit = 1024

    /// How many KiB of the file the writer keeps at hand: what a transaction changes beyond that is written more than once.
    public var writerCacheSize = 16 << 10
    /// How many pages of 4 KiB the write-ahead log has before they go into the file, where those changed many times are written once.
    public var checkpointSize = 1000

    /// Makes the default options.
    public init() {}

    /// For a process that writes a great deal and then ends.
    public static var bulk: SQLiteStoreOptions {
        var options = SQLiteStoreOptions()
        options.writerCacheSize = 512 << 10
        options.checkpointSize = 256 << 10
        return options
    }
}
