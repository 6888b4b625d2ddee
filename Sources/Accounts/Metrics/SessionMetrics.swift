import CoreMetrics
import DocumentStore

/// Sessions that come and go, in the metrics: told from what a change does, so that no way of ending one is forgotten.
struct SessionMetrics: Sendable {
    /// What a change does to an account's sessions.
    struct Change {
        let opened: Int
        let ended: Int

        init(from before: Account, to after: Account, at now: Instant) {
            let (former, present) = (Set(before.sessions.map(\.id)), Set(after.sessions.map(\.id)))
            opened = present.subtracting(former).count
            ended = before.sessions.count { $0.expiresAt > now && !present.contains($0.id) }
        }
    }

    private let opened = Counter(label: "users_sessions_opened_total")
    private let ended = Counter(label: "users_sessions_ended_total")

    /// Counts a change that is stored.
    func count(_ change: Change) {
        if change.opened > 0 { opened.increment(by: change.opened) }
        if change.ended > 0 { ended.increment(by: change.ended) }
    }
}
