import CoreMetrics

/// Mails that leave, or don't, in the metrics.
struct MailMetrics: Sendable {
    private let sent = Dictionary(
        uniqueKeysWithValues: MailKind.allCases.map { kind in
            (kind, Counter(label: "users_mails_sent_total", dimensions: [("kind", kind.rawValue)]))
        })
    private let retried = Counter(label: "users_mail_failures_total", dimensions: [("outcome", "retry")])
    private let dead = Counter(label: "users_mail_failures_total", dimensions: [("outcome", "dead_letter")])
    private let waiting = Meter(label: "users_outboxes_waiting")

    /// The mail server took a mail.
    func send(_ kind: MailKind) {
        sent[kind]?.increment()
    }

    /// The mail server did not take a mail, which is over for good or not.
    func fail(isOver: Bool) {
        (isOver ? dead : retried).increment()
    }

    /// So many accounts have something in their outboxes.
    func setWaiting(_ count: Int) {
        waiting.set(count)
    }
}
