/// The batches of one queue that are on their way, and whether one more may set out.
struct BatchLanes {
    /// With so many on their way others wait, so that batches grow with the load.
    private static let usual = 2
    /// With the one that watches, a queue has nine of the 64 threads at most. A collection has two queues, for lookups and for
    /// replacements: those of accounts and of throttles leave 28 to all else, also while a server does not answer.
    private static let most = 8
    /// A batch that takes longer holds nobody up any more.
    static let patienceMicroseconds: UInt32 = 10_000

    private var starts: [ContinuousClock.Instant] = []

    var isEmpty: Bool { starts.isEmpty }

    /// Adds a lane; false when enough are on their way.
    mutating func open(at now: ContinuousClock.Instant) -> Bool {
        if starts.count >= Self.usual {
            let brisk = starts.count { now - $0 < .microseconds(Self.patienceMicroseconds) }
            guard brisk < Self.usual, starts.count < Self.most else { return false }
        }
        starts.append(now)
        return true
    }

    /// Takes out a lane that was opened, or sent its last batch, at `start`.
    mutating func close(_ start: ContinuousClock.Instant) {
        if let index = starts.firstIndex(of: start) { starts.remove(at: index) }
    }
}
