import Logging

/// What works beside the requests: outboxes are emptied, what expired is swept away, and what another program still
/// writes is taken over.
public struct ServiceWorker: Sendable {
    private static let sweepInterval = Duration.seconds(60)
    private static let adoptionInterval = Duration.seconds(60)

    let outbox: OutboxWorker
    let sweeper: ExpirySweeper
    let adoption: AccountAdoption
    let logger: Logger

    /// Works until its task is cancelled.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await outbox.run() }
            group.addTask { await sweep() }
            group.addTask { await adopt() }
        }
    }

    /// Writes the audit entries that are due now, and removes what is left of deleted accounts.
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

    private func adopt() async {
        var interval = Self.adoptionInterval
        while true {
            // The service has made a pass before it began to serve.
            do { try await Task.sleep(for: interval) } catch { return }
            let start = ContinuousClock.now
            do {
                try await adoption.run()
            } catch {
                logger.warning("accounts can't be taken over now", metadata: ["reason": "\(error)"])
            }
            // Many documents that stay as they are would cost much each time.
            interval = max(Self.adoptionInterval, (ContinuousClock.now - start) * 20)
        }
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
