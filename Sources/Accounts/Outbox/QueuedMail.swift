import DocumentStore

/// A mail that waits to be sent. It holds no link: that is made of the account as it is when the mail leaves.
struct QueuedMail: Sendable, Equatable {
    /// The longest reason that is kept of a failed attempt, in characters.
    private static let maximumReasonLength = 300

    let kind: MailKind
    /// The stored address that the mail goes to.
    let recipient: String
    /// Which of the account's `emailUndos` the mail is about.
    var undoID: ObjectID?
    /// The client's device, where the mail tells of a session.
    var device: String?
    /// When it was queued.
    var queuedAt: Instant?
    /// How often it was tried.
    var attempts: Int64 = 0
    /// Why the last attempt failed.
    var reason: String?

    init(_ kind: MailKind, to recipient: String, undoID: ObjectID? = nil, device: String? = nil) {
        self.kind = kind
        self.recipient = recipient
        self.undoID = undoID
        self.device = device
    }

    /// Notes why an attempt failed; without addresses of pages, as a server may quote the link.
    mutating func fail(_ reason: String) {
        let safe = reason.replacing(/[A-Za-z][A-Za-z0-9+.\-]*:\/\/\S+/, with: "[link]")
        self.reason = String(safe.prefix(Self.maximumReasonLength))
    }

    init(bson document: BSONDocument) throws(BSONError) {
        guard let kind = document["kind"]?.stringValue.flatMap(MailKind.init) else { throw .missingField("kind") }
        guard let recipient = document["recipient"]?.stringValue else { throw .missingField("recipient") }
        self.kind = kind
        self.recipient = recipient
        undoID = document["undo_id"]?.objectIDValue
        device = document["device"]?.stringValue
        queuedAt = document["queued_at"]?.dateTimeValue
        attempts = document["attempts"]?.intValue ?? 0
        reason = document["reason"]?.stringValue
    }

    var bson: BSONDocument {
        var document: BSONDocument = [
            "kind": .string(kind.rawValue), "recipient": .string(recipient), "attempts": .int64(attempts),
        ]
        if let undoID { document.append("undo_id", .objectID(undoID)) }
        document.append("device", string: device)
        document.append("queued_at", instant: queuedAt)
        document.append("reason", string: reason)
        return document
    }
}
