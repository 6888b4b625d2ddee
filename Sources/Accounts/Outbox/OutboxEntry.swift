import DocumentStore

/// Something that must follow a change of an account, recorded with the change itself, so that no crash loses it.
struct OutboxEntry: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        /// An `AuditEntry` as it is stored: an account that changes often is read and written with many of them.
        case audit(BSONDocument)
        case mail(QueuedMail)
        /// What else there is of a deleted account, the throttles that name it among it; its id goes last.
        case erasure(throttles: [String])
        /// Bytes that are being stored; where no account refers to them when the entry is due, they go.
        case upload(name: String)
        /// Bytes that no account refers to any more.
        case removal(name: String)
        /// What only a newer program understands; it is left to that one.
        case other(BSONDocument)
    }

    let id: ObjectID
    /// When to do it; pushed on while somebody does, and after a failure.
    var dueAt: Instant
    var content: Content

    var isAudit: Bool {
        if case .audit = content { true } else { false }
    }

    var isMail: Bool {
        if case .mail = content { true } else { false }
    }

    var isUpload: Bool {
        switch content {
        case .upload, .removal: true
        case .audit, .mail, .erasure, .other: false
        }
    }

    var isErasure: Bool {
        if case .erasure = content { true } else { false }
    }

    init(_ content: Content, dueAt: Instant) {
        id = ObjectID.generate()
        self.dueAt = dueAt
        self.content = content
    }

    init(bson document: BSONDocument) throws(BSONError) {
        guard let id = document["id"]?.objectIDValue else { throw .missingField("outbox.id") }
        guard let dueAt = document["due_at"]?.dateTimeValue else { throw .missingField("outbox.due_at") }
        self.id = id
        self.dueAt = dueAt
        if let entry = document["audit"]?.documentValue {
            content = .audit(entry)
        } else if let mail = document["mail"]?.documentValue {
            content = (try? QueuedMail(bson: mail)).map(Content.mail) ?? .other(document)
        } else if let name = document["upload"]?.stringValue {
            content = .upload(name: name)
        } else if let name = document["removal"]?.stringValue {
            content = .removal(name: name)
        } else {
            let throttles = document["throttles"]?.arrayValue ?? []
            content = .erasure(throttles: throttles.compactMap(\.stringValue))
        }
    }

    var bson: BSONDocument {
        if case .other(let document) = content { return document }
        var document: BSONDocument = ["id": .objectID(id), "due_at": .dateTime(dueAt)]
        switch content {
        case .audit(let entry): document.append("audit", .document(entry))
        case .mail(let mail): document.append("mail", .document(mail.bson))
        case .erasure(let throttles): document.append("throttles", .array(throttles.map(BSONValue.string)))
        case .upload(let name): document.append("upload", .string(name))
        case .removal(let name): document.append("removal", .string(name))
        case .other: break
        }
        return document
    }
}
