import DocumentStore

/// The failed logins of one key, as they are stored.
struct LoginFailures: StoredDocument {
    /// How many failures have no consequence.
    static let freeCount: Int64 = 5
    /// The longest wait.
    static let longestWait = Duration.seconds(15 * 60)
    /// How long after the last failure all are forgotten: longer than the longest wait, or that could be sat out.
    static let memory = Duration.seconds(60 * 60)

    let id: String
    private(set) var count: Int64 = 0
    /// When the last one was.
    private(set) var updatedAt: Instant
    var revision: Int64 = 1

    /// No failures yet.
    init(id: String, at now: Instant) {
        self.id = id
        updatedAt = now
    }

    /// How long the next attempt has to wait after this many failures: 1 s after the free ones, then twice as long each time.
    static func wait(after failures: Int64) -> Duration {
        guard failures >= freeCount else { return .zero }
        let doublings = min(failures - freeCount, 20)
        return min(.seconds(1 << doublings), longestWait)
    }

    /// - Throws: `AccountError.throttled` while the next attempt has to wait.
    func check(at now: Instant) throws(AccountError) {
        // Counted in what is the future now: the clock was set back, which locks nobody out.
        guard updatedAt - now <= ClockSkew.tolerated else { return }
        let rest = updatedAt + Self.wait(after: count) - now
        if rest > .zero { throw .throttled(retryAfter: rest) }
    }

    /// Counts one more.
    ///
    /// - Throws: `AccountError.throttled`, and counts nothing, while the next attempt has to wait.
    mutating func add(at now: Instant) throws(AccountError) {
        if expiresAt <= now { count = 0 }
        try check(at: now)
        count += 1
        updatedAt = now
    }

    private var expiresAt: Instant { updatedAt + Self.memory }
}

extension LoginFailures {
    init(bson document: BSONDocument) throws(BSONError) {
        guard let id = document["_id"]?.stringValue else { throw .missingField("_id") }
        guard let count = document["failures"]?.intValue else { throw .missingField("failures") }
        guard let updatedAt = document["updated_at"]?.dateTimeValue else { throw .missingField("updated_at") }
        self.init(id: id, at: updatedAt)
        self.count = count
        revision = document["revision"]?.intValue ?? 0
    }

    var bson: BSONDocument {
        [
            "_id": .string(id), "failures": .int64(count), "updated_at": .dateTime(updatedAt),
            "expires_at": .dateTime(expiresAt), "revision": .int64(revision),
        ]
    }
}
