/// Wakes the workers when a change left something in an outbox, so that they need not look all the time.
final class OutboxBell: Sendable {
    /// One element for any number of rings since the last, for each who empties outboxes of something.
    let entryRings: AsyncStream<Void>
    let mailRings: AsyncStream<Void>
    let uploadRings: AsyncStream<Void>
    private let continuations: [AsyncStream<Void>.Continuation]

    init() {
        let (entryRings, entries) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (mailRings, mails) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (uploadRings, uploads) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.entryRings = entryRings
        self.mailRings = mailRings
        self.uploadRings = uploadRings
        continuations = [entries, mails, uploads]
    }

    func ring() {
        for continuation in continuations { continuation.yield() }
    }
}
