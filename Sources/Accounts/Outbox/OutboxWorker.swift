import DocumentStore
import Logging
import Mail

/// Delivers what accounts' outboxes hold: audit entries to the audit, mails to the mail server, uploads that nobody refers to and what
/// is left of deleted accounts to nowhere. Any number of instances may do so at once.
public struct OutboxWorker: Sendable {
    /// How often to look, beside the ring that follows each change of this instance.
    private static let interval = Duration.seconds(1)
    /// How often to count what waits.
    private static let countInterval = Duration.seconds(15)
    /// How many accounts are looked at in one go.
    private static let batch = 100
    /// How long entries gather after a round.
    private static let entryPause = Duration.milliseconds(50)
    /// How many entries are stored at once, some kilobytes each at most.
    private static let maximumInserts = 256
    /// How many mails are on their way at once: as many as the mailer has threads, so that a claim covers the whole transfer.
    private static let maximumTransfers = 2

    let directory: AccountDirectory
    let log: AuditLog
    let eraser: AccountEraser
    let postman: Postman
    let remover: UploadRemover
    let logger: Logger

    /// Works until its task is cancelled; mails that are on their way then are waited for, so that none is sent twice.
    public func run() async {
        let stop = StopFlag()
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while !Task.isCancelled {
                        try? await Task.sleep(for: Self.interval)
                        directory.bell.ring()
                    }
                }
                group.addTask {
                    while !Task.isCancelled {
                        await countWaiting()
                        try? await Task.sleep(for: Self.countInterval)
                    }
                }
                // A task of its own for each, which the cancellation does not reach. Mails and uploads have lanes to themselves: a mail
                // server may take a minute for one, and a bucket half of that.
                group.addTask {
                    for await _ in directory.bell.entryRings {
                        await Task {
                            if await deliverRound(until: stop) { directory.bell.ringForEntries() }
                        }.value
                        try? await Task.sleep(for: Self.entryPause)
                    }
                }
                group.addTask {
                    for await _ in directory.bell.mailRings { await Task { await deliverMails(until: stop) }.value }
                }
                group.addTask {
                    for await _ in directory.bell.uploadRings { await Task { await removeUploads(until: stop) }.value }
                }
            }
        } onCancel: {
            stop.set()
        }
    }

    /// Moves audit entries to the audit, and removes what is left of deleted accounts.
    ///
    /// One round stores the entries and the next takes them out; what comes meanwhile is left to later ones, or this would not end
    /// beside a busy service.
    func deliverEntries() async {
        if await deliverRound() { await deliverRound() }
    }

    /// Stores audit entries, many at once. Those of an account that has had no new ones since the last round are taken out; of the
    /// others its next change may do that.
    ///
    /// - Returns: Whether stored entries are left in outboxes.
    @discardableResult
    func deliverRound(until stop: StopFlag = StopFlag()) async -> Bool {
        var delivered: [ObjectID: Set<ObjectID>] = [:]
        await forEachPage(until: stop) { accounts in
            let failures = await insertEntries(of: accounts)
            await withTaskGroup(of: Void.self) { group in
                for account in accounts where !stop.isSet {
                    if let failure = failures[account.id] {
                        report(failure, of: account)
                    } else if account.isErased || account.auditIDs.isSubset(of: directory.delivered.of(account.id)) {
                        group.addTask { await finish(account) }
                    } else {
                        delivered[account.id] = account.auditIDs
                    }
                }
            }
        }
        directory.delivered.replace(by: delivered)
        return !delivered.isEmpty
    }

    /// Sends the mails that are due.
    func deliverMails(until stop: StopFlag = StopFlag()) async {
        await forEachPage(until: stop) { accounts in
            let now = directory.now
            let due = accounts.filter { !$0.isErased }.flatMap { account in
                account.outbox.filter { $0.isMail && $0.dueAt <= now }.map { (account, $0.id) }
            }
            await withTaskGroup(of: Void.self) { group in
                for (number, (account, id)) in due.enumerated() where !stop.isSet {
                    if number >= Self.maximumTransfers { await group.next() }
                    group.addTask {
                        do {
                            try await postman.deliver(id, of: account.id)
                        } catch {
                            report(error, of: account)
                        }
                    }
                }
            }
        }
    }

    /// Removes the bytes of uploads that no account refers to.
    func removeUploads(until stop: StopFlag = StopFlag()) async {
        await forEachPage(until: stop) { accounts in
            for account in accounts where !stop.isSet {
                do {
                    try await remover.removeUploads(of: account)
                } catch {
                    report(error, of: account)
                }
            }
        }
    }

    /// Tells the metrics how many outboxes hold something; a store that does not answer leaves them as they are.
    private func countWaiting() async {
        let query = PageQuery(along: AccountSchema.byOutbox, from: .dateTime(Instant(milliseconds: 0)), limit: 1)
        if let count = try? await directory.accounts.count(query) { postman.metrics.setWaiting(count) }
    }

    /// Walks through the accounts from whose outbox something is due.
    private func forEachPage(until stop: StopFlag, _ body: ([Account]) async -> Void) async {
        do {
            var query = PageQuery(
                along: AccountSchema.byOutbox, from: .dateTime(Instant(milliseconds: 0)),
                below: .dateTime(directory.now + .milliseconds(1)), limit: Self.batch)
            while !stop.isSet {
                let page = try await directory.accounts.page(query) { error in
                    logger.error("an account can't be read", metadata: ["reason": "\(error)"])
                }
                await body(page.documents)
                guard let next = page.next else { return }
                query.after = next
            }
        } catch {
            logger.warning("the outboxes can't be looked at now", metadata: ["reason": "\(error)"])
        }
    }

    /// Stores the audit entries; once, since each keeps its id.
    ///
    /// - Returns: Why entries of an account could not be stored.
    private func insertEntries(of accounts: [Account]) async -> [ObjectID: AccountError] {
        var failures: [ObjectID: AccountError] = [:]
        var rest = accounts.flatMap { account in
            account.auditEntries(but: directory.delivered.of(account.id)).map { (account.id, $0) }
        }[...]
        while !rest.isEmpty {
            let entries = rest.prefix(Self.maximumInserts)
            rest = rest.dropFirst(Self.maximumInserts)
            do throws(AccountError) {
                for ((id, _), failure) in zip(entries, try await log.insert(encoded: entries.map(\.1))) {
                    if let failure { failures[id] = failure }
                }
            } catch {
                for (id, _) in entries { failures[id] = error }
            }
        }
        return failures
    }

    /// Takes out the entries that are stored; what is left of a deleted account follows them.
    private func finish(_ account: Account) async {
        do throws(AccountError) {
            if account.isErased { return try await eraser.finish(account) }
            let delivered = account.auditIDs
            guard !delivered.isEmpty else { return }
            try await directory.edit(account.id) { account in
                account.outbox.removeAll { delivered.contains($0.id) }
            }
        } catch {
            report(error, of: account)
        }
    }

    private func report(_ error: any Error, of account: Account) {
        logger.warning(
            "an outbox can't be emptied now", metadata: ["user_id": "\(account.id)", "reason": "\(error)"])
    }
}

extension Account {
    /// The audit entries that wait to be stored, in their order.
    fileprivate func auditEntries(but delivered: Set<ObjectID>) -> [BSONDocument] {
        outbox.compactMap { waiting in
            guard case .audit(let entry) = waiting.content, !delivered.contains(waiting.id) else { return nil }
            return entry
        }
    }
}
