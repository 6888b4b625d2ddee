import DocumentStore

/// Wakes the workers when a change left something in an outbox, so that they need not look all the time.
final class OutboxBell: Sendable {
    /// One element for any number of rings since the last, for each who empties outboxes of something.
    let entryRings: AsyncStream<Void>
    let mailRings: AsyncStream<Void>
    let uploadRings: AsyncStream<Void>
    private let entries: AsyncStream<Void>.Continuation
    private let mails: AsyncStream<Void>.Continuation
    private let uploads: AsyncStream<Void>.Continuation

    init() {
        (entryRings, entries) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (mailRings, mails) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (uploadRings, uploads) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes all.
    func ring() {
        for lane in [entries, mails, uploads] { lane.yield() }
    }

    /// Wakes who moves audit entries.
    func ringForEntries() {
        entries.yield()
    }

    /// Wakes those for whom something in an outbox is due: each of them looks through all outboxes.
    func ring(for outbox: [OutboxEntry], at now: Instant) {
        let due = outbox.filter { $0.dueAt <= now }
        if due.contains(where: { $0.isAudit || $0.isErasure }) { entries.yield() }
        if due.contains(where: \.isMail) { mails.yield() }
        if due.contains(where: \.isUpload) { uploads.yield() }
    }
}
