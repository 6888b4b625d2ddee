import DocumentStore

/// When a recipient was sent mails of one kind in the last hour.
struct MailHistory: StoredDocument {
    static let shortestPause = Duration.seconds(60)
    static let period = Duration.seconds(60 * 60)
    static let maximumCount = 5

    let id: String
    /// In order.
    private var sentAt: [Instant] = []
    var revision: Int64 = 1

    /// Nothing was sent.
    init(id: String) {
        self.id = id
    }

    /// Notes one more mail.
    ///
    /// - Throws: `AccountError.throttled`, and notes nothing, when it would be one too many.
    mutating func add(at now: Instant) throws(AccountError) {
        // What was sent in the future was sent before the clock was set back.
        let recent = sentAt.filter { $0 + Self.period > now && $0 <= now + Self.shortestPause }
        if let last = recent.last, last + Self.shortestPause > now {
            throw .throttled(retryAfter: last + Self.shortestPause - now)
        }
        if let first = recent.first, recent.count >= Self.maximumCount {
            throw .throttled(retryAfter: first + Self.period - now)
        }
        sentAt = recent + [now]
    }

    /// Forgets the last mail.
    mutating func removeLast() {
        guard let last = sentAt.popLast() else { return }
        // An empty history would never expire.
        if sentAt.isEmpty { sentAt = [last - Self.period] }
    }
}

extension MailHistory {
    init(bson document: BSONDocument) throws(BSONError) {
        guard let id = document["_id"]?.stringValue else { throw .missingField("_id") }
        self.init(id: id)
        guard case .array(let values) = document["sent_at"] else { throw .missingField("sent_at") }
        for value in values {
            guard let instant = value.dateTimeValue else { throw .unexpectedValue(field: "sent_at") }
            sentAt.append(instant)
        }
        revision = document["revision"]?.intValue ?? 0
    }

    var bson: BSONDocument {
        var bson: BSONDocument = [
            "_id": .string(id), "sent_at": .array(sentAt.map(BSONValue.dateTime)), "revision": .int64(revision),
        ]
        bson.append("expires_at", instant: sentAt.last.map { $0 + Self.period })
        return bson
    }
}
