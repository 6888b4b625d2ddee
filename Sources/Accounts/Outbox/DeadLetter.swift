import DocumentStore

/// A mail that could not be delivered, kept for administrators to look at.
public struct DeadLetter: Sendable {
    /// How long it is kept.
    static let lifetime = Duration.seconds(90 * 86_400)

    /// The mail's id, as in its `Message-ID`.
    public let id: ObjectID
    /// Whose mail it is.
    public let userID: ObjectID
    /// The tenant whose administrators see it.
    public let namespace: NamespaceName
    /// What it is about, such as `reset_password`.
    public var kind: String { mail.kind.rawValue }
    /// Whom it was for.
    public var recipient: String { mail.recipient }
    /// How often it was tried.
    public var attempts: Int64 { mail.attempts }
    /// Why the last attempt failed, in the mail server's words.
    public var reason: String { mail.reason ?? "" }
    /// When it was given up.
    public let at: Instant
    /// Counts writes.
    public var revision: Int64 = 1

    let mail: QueuedMail

    init(_ mail: QueuedMail, id: ObjectID, of account: Account, at now: Instant) {
        self.id = id
        userID = account.id
        namespace = account.namespace
        self.mail = mail
        at = now
    }
}

extension DeadLetter: StoredDocument {
    /// Reads a stored letter.
    public init(bson document: BSONDocument) throws(BSONError) {
        guard let id = document["_id"]?.objectIDValue else { throw .missingField("_id") }
        guard let userID = document["user_id"]?.objectIDValue else { throw .missingField("user_id") }
        guard let mail = document["mail"]?.documentValue else { throw .missingField("mail") }
        guard let at = document["at"]?.dateTimeValue else { throw .missingField("at") }
        self.id = id
        self.userID = userID
        self.mail = try QueuedMail(bson: mail)
        self.at = at
        namespace = document["namespace"]?.stringValue.flatMap(NamespaceName.init) ?? .default
        revision = document["revision"]?.intValue ?? 0
    }

    /// The letter as it is stored.
    public var bson: BSONDocument {
        [
            "_id": .objectID(id), "user_id": .objectID(userID), "namespace": .string(namespace.description),
            "mail": .document(mail.bson), "at": .dateTime(at), "expires_at": .dateTime(at + Self.lifetime),
            "revision": .int64(revision),
        ]
    }
}
