/// What a queue's lock guards.
struct BatchQueueState<Operation: BatchedOperation> {
    /// What has to be done for those who wait.
    enum Step {
        /// A lane was opened, which has to run.
        case openedLane
        /// Nobody looks after the lanes on their way yet.
        case watch
        /// Others see to it.
        case leave
    }

    /// An operation, and since when it waits.
    struct Waiting {
        let operation: Operation
        let start: ContinuousClock.Instant
    }

    var waiting: [Waiting] = []
    var lanes = BatchLanes()
    var isWatched = false

    mutating func nextStep(at now: ContinuousClock.Instant) -> Step {
        if waiting.isEmpty { return .leave }
        if lanes.open(at: now) { return .openedLane }
        if isWatched { return .leave }
        isWatched = true
        return .watch
    }

    /// Takes out those who have waited longest.
    mutating func take(_ limit: Int) -> [Waiting] {
        let taken = Array(waiting.prefix(limit))
        waiting.removeFirst(taken.count)
        return taken
    }
}
