import Logging

/// What works beside the requests: outboxes are emptied, and what expired is swept away.
public struct ServiceWorker: Sendable {
    private static let sweepInterval = Duration.seconds(60)

    let outbox: OutboxWorker
    let sweeper: ExpirySweeper
    let logger: Logger

    /// Works until its task is cancelled.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await outbox.run() }
            group.addTask { await sweep() }
        }
    }

    /// Writes due audit entries and removes what is left of deleted accounts, once.
    public func deliverEntries() async {
        await outbox.deliverEntries()
    }

    /// Sends the mails that are due, once.
    public func deliverMails() async {
        await outbox.deliverMails()
    }

    /// Removes the bytes of uploads that no account refers to, once.
    public func removeUploads() async {
        await outbox.removeUploads()
    }

    private func sweep() async {
        while !Task.isCancelled {
            do {
                _ = try await sweeper.sweep()
            } catch {
                logger.warning("what expired can't be swept away now", metadata: ["reason": "\(error)"])
            }
            try? await Task.sleep(for: Self.sweepInterval)
        }
    }
}
