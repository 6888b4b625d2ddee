import Synchronization

/// Bounds the passwords of one client that are looked at in one moment, so that nobody fills the queue of all.
final class AttemptsInFlight: Sendable {
    /// How many of one client may wait or be hashed at once.
    static let maximumCount = 16

    private let counts = Mutex<[ClientNetwork: Int]>([:])

    /// - Throws: `AccountError.throttled` while too many are under way.
    func begin(_ network: ClientNetwork) throws(AccountError) {
        let isFull = counts.withLock { counts in
            let count = counts[network, default: 0]
            guard count < Self.maximumCount else { return true }
            counts[network] = count + 1
            return false
        }
        if isFull { throw .throttled(retryAfter: .seconds(1)) }
    }

    func end(_ network: ClientNetwork) {
        counts.withLock { counts in
            let count = counts[network, default: 1]
            counts[network] = count > 1 ? count - 1 : nil
        }
    }
}
