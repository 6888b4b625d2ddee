/// The batches of one queue that are on their way, and whether one more may set out.
struct LookupLanes {
    /// With so many on their way others wait, so that batches grow with the load.
    private static let usual = 2
    /// A batch that takes longer holds nobody up any more.
    private static let patience = Duration.milliseconds(10)

    private var starts: [ContinuousClock.Instant] = []

    var isEmpty: Bool { starts.isEmpty }

    /// Adds a lane; false when enough are on their way.
    mutating func open(at now: ContinuousClock.Instant) -> Bool {
        if starts.count >= Self.usual {
            let brisk = starts.count { now - $0 < Self.patience }
            guard brisk < Self.usual else { return false }
        }
        starts.append(now)
        return true
    }

    /// Takes out a lane that was opened, or last went on, at `start`.
    mutating func close(_ start: ContinuousClock.Instant) {
        if let index = starts.firstIndex(of: start) { starts.remove(at: index) }
    }
}
