import DocumentStore

/// A bucket of tokens, kept as the one instant that says it all: when it is full again.
struct TokenBucket: StoredDocument {
    let id: String
    private(set) var fullAt: Instant
    var revision: Int64 = 1

    /// A full bucket.
    init(id: String, at now: Instant) {
        self.id = id
        fullAt = now
    }

    /// - Throws: `AccountError.throttled` when not one token is there.
    func check(_ limit: RateLimit, at now: Instant) throws(AccountError) {
        let wait = refilledAt(limit, at: now) - now - (limit.period - limit.interval)
        if wait > .zero { throw .throttled(retryAfter: wait) }
    }

    /// Takes a token.
    ///
    /// - Throws: As `check`.
    mutating func take(_ limit: RateLimit, at now: Instant) throws(AccountError) {
        try check(limit, at: now)
        fullAt = max(refilledAt(limit, at: now), now) + limit.interval
    }

    /// When it is full again. No bucket takes longer than a period for that: then the clock was set back, and nobody has to wait for it.
    private func refilledAt(_ limit: RateLimit, at now: Instant) -> Instant {
        fullAt - now > limit.period + ClockSkew.tolerated ? now : fullAt
    }
}

extension TokenBucket {
    init(bson document: BSONDocument) throws(BSONError) {
        guard let id = document["_id"]?.stringValue else { throw .missingField("_id") }
        guard let fullAt = document["expires_at"]?.dateTimeValue else { throw .missingField("expires_at") }
        self.init(id: id, at: fullAt)
        revision = document["revision"]?.intValue ?? 0
    }

    var bson: BSONDocument {
        ["_id": .string(id), "expires_at": .dateTime(fullAt), "revision": .int64(revision)]
    }
}
