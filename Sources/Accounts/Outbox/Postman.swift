import DocumentStore
import Logging
import Mail
import Synchronization

/// Delivers mails: at least once, and twice only when the service dies between the mail server's yes and the store's.
struct Postman: Sendable {
    let directory: AccountDirectory
    let letters: DocumentCollection<DeadLetter>
    let limiter: RateLimiter
    let writer: MailWriter
    let logger: Logger
    let metrics = MailMetrics()

    /// Delivers one mail of an account, unless another instance has taken it.
    func deliver(_ id: ObjectID, of account: ObjectID) async throws(AccountError) {
        guard let (account, mail) = try await claim(id, of: account) else { return }
        guard let message = writer.message(mail, id: id, for: account, at: directory.now) else {
            return try await settle(id, of: account.id)
        }
        if let wait = try await limiter.mailDelay(kind: mail.kind.rawValue, recipient: mail.recipient) {
            return try await hold(mail, id, of: account.id, by: wait)
        }
        do {
            try await writer.settings.mailer.send(message)
        } catch {
            // Only what arrives counts, or an outage would use up what the recipient may get.
            try await limiter.takeBackMail(kind: mail.kind.rawValue, recipient: mail.recipient)
            return try await fail(mail, id, of: account, error)
        }
        metrics.send(mail.kind)
        try await settle(id, of: account.id)
    }

    /// Takes a due mail for as long as a transfer may last; nil when it is gone, or somebody else's.
    private func claim(_ id: ObjectID, of account: ObjectID) async throws(AccountError) -> (Account, QueuedMail)? {
        // A mark of this call's own: another instance may claim at the same millisecond.
        let isMine = Atomic<Bool>(false)
        let claimed = try await directory.edit(account) { account in
            isMine.store(false, ordering: .relaxed)
            guard let index = account.outbox.firstIndex(where: { $0.id == id }),
                account.outbox[index].dueAt <= directory.now,
                case .mail(var mail) = account.outbox[index].content
            else { return }
            mail.attempts += 1
            account.outbox[index].dueAt = directory.now + DeliverySchedule.claim
            account.outbox[index].content = .mail(mail)
            isMine.store(true, ordering: .relaxed)
        }
        guard isMine.load(ordering: .relaxed), let claimed,
            let entry = claimed.outbox.first(where: { $0.id == id }), case .mail(let mail) = entry.content
        else { return nil }
        return (claimed, mail)
    }

    /// Lets a mail wait that its recipient may not get yet. One that waited for long is dropped: somebody has this recipient mailed
    /// again and again.
    private func hold(
        _ mail: QueuedMail, _ id: ObjectID, of account: ObjectID, by wait: Duration
    ) async throws(AccountError) {
        let age = mail.queuedAt.map { directory.now - $0 } ?? .zero
        guard age < DeliverySchedule.longestHold else { return try await settle(id, of: account) }
        // Not all at the same moment: one of them alone may go.
        let jitter = Duration.milliseconds(Int64.random(in: 0...DeliverySchedule.holdJitter))
        try await postpone(id, of: account, by: wait + jitter) { $0.attempts -= 1 }
    }

    private func fail(
        _ mail: QueuedMail, _ id: ObjectID, of account: Account, _ error: MailError
    ) async throws(AccountError) {
        var mail = mail
        var isOver = mail.attempts >= DeliverySchedule.maximumAttempts
        switch error {
        case .cancelled: return try await postpone(id, of: account.id, by: .zero) { $0.attempts -= 1 }
        case .temporary(let reason): mail.fail(reason)
        case .permanent(let reason):
            mail.fail(reason)
            isOver = true
        }
        metrics.fail(isOver: isOver)
        logger.warning(
            isOver ? "a mail can't be delivered" : "a mail has to wait",
            metadata: [
                "mail": "\(id)", "kind": "\(mail.kind.rawValue)", "user_id": "\(account.id)",
                "attempts": "\(mail.attempts)", "reason": "\(mail.reason ?? "")",
            ])
        guard isOver else {
            let reason = mail.reason ?? ""
            return try await postpone(id, of: account.id, by: DeliverySchedule.delay(after: mail.attempts)) { mail in
                mail.fail(reason)
            }
        }
        do {
            // Kept before it is taken out of the outbox: a crash in between finds it there already.
            try await letters.insert(DeadLetter(mail, id: id, of: account, at: directory.now))
        } catch .duplicateKey {
            // An earlier attempt got as far as this.
        } catch {
            throw AccountError(error)
        }
        try await settle(id, of: account.id)
        // Deleted meanwhile, and looked for before this was there.
        if try await directory.find(account.id) == nil { try await forget(id) }
    }

    private func forget(_ id: ObjectID) async throws(AccountError) {
        do {
            guard let letter = try await letters.find(id) else { return }
            _ = try await letters.delete(id, ifRevision: letter.revision)
        } catch {
            throw AccountError(error)
        }
    }

    private func postpone(
        _ id: ObjectID, of account: ObjectID, by delay: Duration, _ change: @Sendable (inout QueuedMail) -> Void
    ) async throws(AccountError) {
        let dueAt = directory.now + delay
        try await directory.edit(account) { account in
            guard let index = account.outbox.firstIndex(where: { $0.id == id }),
                case .mail(var mail) = account.outbox[index].content
            else { return }
            change(&mail)
            account.outbox[index].dueAt = dueAt
            account.outbox[index].content = .mail(mail)
        }
    }

    private func settle(_ id: ObjectID, of account: ObjectID) async throws(AccountError) {
        try await directory.edit(account) { account in account.outbox.removeAll { $0.id == id } }
    }
}
