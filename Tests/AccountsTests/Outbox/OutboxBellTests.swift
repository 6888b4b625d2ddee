import DocumentStore
import Testing

@testable import Accounts

@Suite struct OutboxBellTests {
    private static let now = Instant(milliseconds: 1_700_000_000_000)
    private static let mail = OutboxEntry.Content.mail(QueuedMail(.resetPassword, to: "jane@example.com"))

    /// Each with what is rung when it is due.
    private static let contents: [(OutboxEntry.Content, Rings)] = [
        (.audit(["event": "login"]), Rings(entries: 1)), (.erasure(throttles: []), Rings(entries: 1)),
        (mail, Rings(mails: 1)), (.upload(name: "a"), Rings(uploads: 1)), (.removal(name: "a"), Rings(uploads: 1)),
        (.other(["later": true]), Rings()),
    ]

    /// How many rings wait to be heard.
    struct Rings: Equatable {
        var entries = 0
        var mails = 0
        var uploads = 0
    }

    @Test(arguments: contents)
    func `Who has something due is woken, and nobody else`(content: OutboxEntry.Content, rings: Rings) async {
        for (delay, expected) in [(-1, rings), (0, rings), (1, Rings())] as [(Int64, Rings)] {
            let bell = OutboxBell()
            bell.ring(for: [OutboxEntry(content, dueAt: Self.now + .milliseconds(delay))], at: Self.now)
            #expect(await heard(bell) == expected, "\(delay)")
        }
    }

    @Test func `A change with something for all wakes each once, however often it rings`() async {
        let bell = OutboxBell()
        let all = Self.contents.map { OutboxEntry($0.0, dueAt: Self.now) }
        for _ in 0..<3 { bell.ring(for: all, at: Self.now) }
        #expect(await heard(bell) == Rings(entries: 1, mails: 1, uploads: 1))
    }

    @Test func `An empty outbox wakes nobody`() async {
        let bell = OutboxBell()
        bell.ring(for: [], at: Self.now)
        #expect(await heard(bell) == Rings())
    }

    private func heard(_ bell: OutboxBell) async -> Rings {
        Rings(
            entries: await count(bell.entryRings), mails: await count(bell.mailRings),
            uploads: await count(bell.uploadRings))
    }

    /// Counts what a stream holds: a task that is cancelled is given that, and then the end.
    private func count(_ rings: AsyncStream<Void>) async -> Int {
        let task = Task {
            var count = 0
            for await _ in rings { count += 1 }
            return count
        }
        task.cancel()
        return await task.value
    }
}
