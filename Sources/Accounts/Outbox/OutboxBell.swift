/// Wakes the workers when a change left something in an outbox, so that they need not look all the time.
final class OutboxBell: Sendable {
    /// One element for any number of rings since the last, for who delivers entries and for who delivers mails.
    let entryRings: AsyncStream<Void>
    let mailRings: AsyncStream<Void>
    private let continuations: [AsyncStream<Void>.Continuation]

    init() {
        let (entryRings, entries) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (mailRings, mails) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.entryRings = entryRings
        self.mailRings = mailRings
        continuations = [entries, mails]
    }

    func ring() {
        for continuation in continuations { continuation.yield() }
    }
}
