import DocumentStore

/// What follows a change is recorded with it.
extension Account {
    /// The most entries that wait; an account with more is not changed until some are gone.
    static let maximumOutboxCount = 256

    /// Records an audit entry about the account.
    mutating func record(
        _ event: AuditEvent, by origin: Origin, at now: Instant, details: [String: String] = [:]
    ) {
        let entry = AuditEntry(event, user: id, namespace: namespace, origin, at: now, details: details)
        outbox.append(OutboxEntry(.audit(entry.bson), dueAt: now))
    }

    /// The most mails of one kind to one address that wait: one that is on its way, one that failed, one that is new.
    private static let maximumAlike = 3

    /// Queues a mail. One of the same kind to the same address that nobody has begun to send is replaced; where enough of them have
    /// failed already they will do, since links are made when a mail leaves.
    mutating func queue(_ mail: QueuedMail, at now: Instant) {
        outbox.removeAll { $0.mail(like: mail)?.attempts == 0 }
        guard outbox.count(where: { $0.mail(like: mail) != nil }) < Self.maximumAlike else { return }
        var mail = mail
        mail.queuedAt = now
        outbox.append(OutboxEntry(.mail(mail), dueAt: now))
    }

    /// The audit entries that wait, by their ids in the outbox.
    var auditIDs: Set<ObjectID> {
        Set(outbox.filter(\.isAudit).map(\.id))
    }

    /// When the next entry is due; nil when nothing waits.
    var outboxDueAt: Instant? {
        outbox.map(\.dueAt).min()
    }
}

extension OutboxEntry {
    /// The mail, if it is one of the same kind to the same address about the same change.
    fileprivate func mail(like other: QueuedMail) -> QueuedMail? {
        guard case .mail(let mail) = content, mail.kind == other.kind, mail.recipient == other.recipient,
            mail.undoID == other.undoID
        else { return nil }
        return mail
    }
}
