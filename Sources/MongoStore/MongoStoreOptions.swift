/// Sizes and time limits of a `MongoStore`. Time limits that the URI sets itself win.
public struct MongoStoreOptions: Sendable {
    /// How many operations run at once, each on a connection and a thread of its own.
    public var connections = 64
    /// How many operations may wait for a connection; one more throws `StoreError.overloaded`.
    public var queueLimit = 4096
    /// How long an operation is retried while no primary answers; shorter than a request's deadline, so that it gets
    /// an answer.
    public var operationTimeout: Duration = .seconds(8)
    /// How long `ping` waits.
    public var pingTimeout: Duration = .seconds(2)
    /// `serverSelectionTimeoutMS`: how long one attempt waits for a primary; shorter than a ping, which then knows why there is none.
    public var serverSelectionTimeout: Duration = .milliseconds(1500)
    /// `connectTimeoutMS`: how long a connection may take.
    public var connectTimeout: Duration = .seconds(2)
    /// `socketTimeoutMS`: how long a primary may be silent; without it a frozen one would hold an operation for
    /// minutes.
    public var socketTimeout: Duration = .seconds(3)
    /// `heartbeatFrequencyMS`: how often the servers' state is looked at, at least half a second.
    ///
    /// A primary that refuses an operation counts as lost until its next heartbeat, which libmongoc can't hurry. So
    /// this is how long such an operation pauses, and with the default of ten seconds it would outlast the
    /// operation's time.
    public var heartbeatInterval: Duration = .milliseconds(500)
    /// The database's name; nil for the one in the URI, and without that `users`.
    public var database: String?

    /// Makes the default options.
    public init() {}
}
