import DocumentStore
import Glibc
import Synchronization
import ThreadPool

/// Operations of one kind on one collection: those that wait at the same moment share a command.
///
/// An operation leaves at once while few batches are on their way. Otherwise it waits for the next one, which takes all that
/// wait, up to a bound. None joins a batch that has left the queue, so each sees what was acknowledged before it began.
/// One whose batch failed is tried again like any operation: within its own time, in whatever batch is next then.
final class BatchQueue<Operation: BatchedOperation>: Sendable {
    private typealias State = BatchQueueState<Operation>

    private let collection: String
    private let runner: OperationRunner
    private let limit: Int
    private let metrics: PoolMetrics
    private let state = Mutex(State())

    /// Makes an empty queue.
    ///
    /// - Parameters:
    ///   - limit: How many operations may wait; one more throws `StoreError.overloaded`.
    ///   - metrics: Told of those that wait.
    init(_ collection: String, _ runner: OperationRunner, limit: Int, _ metrics: PoolMetrics) {
        self.collection = collection
        self.runner = runner
        self.limit = limit
        self.metrics = metrics
    }

    /// What an operation comes to, which is made anew for each attempt.
    func run(
        _ make: (OperationRunner.Attempt, Operation.Answer) -> Operation
    ) async throws(StoreError) -> Operation.Value {
        try await runner.repeating { attempt throws(ThreadPoolError) in
            let answer = Operation.Answer()
            return try await answer.value { add(make(attempt, answer)) }
        }
    }

    private func add(_ operation: Operation) {
        let now = ContinuousClock.now
        let step: State.Step? = state.withLock { state in
            guard state.waiting.count < limit else { return nil }
            state.waiting.append(.init(operation: operation, start: now))
            metrics.changeQueue(by: 1)
            return state.nextStep(at: now)
        }
        switch step {
        case nil:
            metrics.refuse()
            operation.answer.finish(.failure(.full))
        case .openedLane: startLane(at: now)
        case .watch: startWatch()
        case .leave: break
        }
    }

    private func startLane(at start: ContinuousClock.Instant) {
        do {
            try runner.start { [self] in runLane(from: start) }
        } catch {
            let stranded = state.withLock { state in
                state.lanes.close(start)
                return state.lanes.isEmpty ? take(limit, from: &state) : []
            }
            for waiting in stranded { waiting.operation.answer.finish(.failure(error)) }
        }
    }

    /// Sends one batch after the other while operations wait, unless enough others do so.
    private func runLane(from start: ContinuousClock.Instant) {
        var start = start
        while true {
            let now = ContinuousClock.now
            let (step, waiting) = state.withLock { state in
                state.lanes.close(start)
                let step = state.nextStep(at: now)
                return (step, step == .openedLane ? take(Operation.batchLimit, from: &state) : [])
            }
            if step == .watch { startWatch() }
            guard step == .openedLane else { return }
            for waiting in waiting { metrics.begin(after: waiting.start) }
            send(waiting.map(\.operation))
            start = now
        }
    }

    private func take(_ limit: Int, from state: inout State) -> [State.Waiting] {
        let taken = state.take(limit)
        metrics.changeQueue(by: -taken.count)
        return taken
    }

    private func send(_ operations: [Operation]) {
        let sent = operations.worthwhile(for: runner)
        if !sent.isEmpty { Operation.perform(sent, in: collection, by: runner) }
    }

    private func startWatch() {
        do {
            try runner.start { [self] in watch() }
        } catch {
            state.withLock { $0.isWatched = false }
        }
    }

    /// Opens another lane when those on their way are held up, for operations that nobody follows.
    private func watch() {
        while true {
            usleep(BatchLanes.patienceMicroseconds)
            let now = ContinuousClock.now
            let step: State.Step? = state.withLock { state in
                if state.waiting.isEmpty {
                    state.isWatched = false
                    return nil
                }
                return state.nextStep(at: now)
            }
            if step == nil { return }
            if step == .openedLane { startLane(at: now) }
        }
    }
}
