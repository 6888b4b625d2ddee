import DocumentStore

/// One thing that happened to an account, or that somebody tried. It never holds a secret, a name or an e-mail address.
public struct AuditEntry: Sendable, Equatable {
    /// How long entries are kept.
    static let lifetime = Duration.seconds(400 * 86_400)

    /// The entry's id; entries of one millisecond are in its order.
    public let id: ObjectID
    /// What happened, an `AuditEvent`; a newer program may have written one that this one does not know.
    public let event: String
    /// Whose account it happened to; nil when that is not known.
    public let userID: ObjectID?
    /// The tenant whose administrators see the entry.
    public let namespace: NamespaceName
    /// Who did it, as `AuditActor` describes itself.
    public let actor: String
    /// The client's address; nil once the account is deleted.
    public internal(set) var ip: String?
    /// The client's `User-Agent`; nil once the account is deleted.
    public internal(set) var userAgent: String?
    /// The id of the request, by which the log tells more.
    public let requestID: String
    /// When it happened.
    public let at: Instant
    /// More, by event: `fields` of a change, `session`, `path`.
    public let details: [String: String]
    /// Counts writes.
    public var revision: Int64 = 1

    init(
        _ event: AuditEvent, user: ObjectID?, namespace: NamespaceName, _ origin: Origin, at now: Instant,
        details: [String: String] = [:]
    ) {
        id = ObjectID.generate()
        self.event = event.rawValue
        userID = user
        self.namespace = namespace
        actor = origin.actor.description
        ip = origin.client.ip
        userAgent = origin.client.userAgent
        requestID = origin.client.requestID
        at = now
        self.details = details
    }
}

extension AuditEntry: StoredDocument {
    /// Reads a stored entry.
    public init(bson document: BSONDocument) throws(BSONError) {
        guard let id = document["_id"]?.objectIDValue else { throw .missingField("_id") }
        guard let event = document["event"]?.stringValue else { throw .missingField("event") }
        guard let at = document["at"]?.dateTimeValue else { throw .missingField("at") }
        self.id = id
        self.event = event
        self.at = at
        userID = document["user_id"]?.objectIDValue
        namespace = document["namespace"]?.stringValue.flatMap(NamespaceName.init) ?? .default
        actor = document["actor"]?.stringValue ?? AuditActor.anonymous.description
        ip = document["ip"]?.stringValue
        userAgent = document["user_agent"]?.stringValue
        requestID = document["request_id"]?.stringValue ?? ""
        var details: [String: String] = [:]
        if let stored = document["details"]?.documentValue {
            for element in stored { details[element.name] = element.value.stringValue }
        }
        self.details = details
        revision = document["revision"]?.intValue ?? 0
    }

    /// The entry as it is stored.
    public var bson: BSONDocument {
        var document: BSONDocument = [
            "_id": .objectID(id), "event": .string(event), "namespace": .string(namespace.description),
            "actor": .string(actor), "request_id": .string(requestID), "at": .dateTime(at),
            "expires_at": .dateTime(at + Self.lifetime), "revision": .int64(revision),
        ]
        if let userID { document.append("user_id", .objectID(userID)) }
        document.append("ip", string: ip)
        document.append("user_agent", string: userAgent)
        if !details.isEmpty {
            var stored = BSONDocument()
            for (name, value) in details.sorted(by: { $0.key < $1.key }) { stored.append(name, .string(value)) }
            document.append("details", .document(stored))
        }
        return document
    }
}
