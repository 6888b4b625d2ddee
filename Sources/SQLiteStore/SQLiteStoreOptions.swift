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

    /// Makes the default options.
    public init() {}
}
