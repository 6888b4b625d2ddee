import DocumentStore
import Glibc
import Synchronization
import ThreadPool

/// The lookups by `_id` in one collection: those that wait at the same moment share one `find`.
///
/// A lookup leaves at once while few batches are on their way. Otherwise it waits for the next one, which takes all that
/// wait, up to a bound. None joins a batch that has left the queue, so each sees what was acknowledged before it began.
/// A lookup whose batch failed is tried again like any operation: within its own time, in whatever batch is next then.
final class LookupQueue: Sendable {
    private let collection: String
    private let runner: OperationRunner
    private let limit: Int
    private let state = Mutex(LookupQueueState())

    /// Makes an empty queue.
    ///
    /// - Parameter limit: How many lookups may wait; one more throws `StoreError.overloaded`.
    init(_ collection: String, _ runner: OperationRunner, limit: Int) {
        self.collection = collection
        self.runner = runner
        self.limit = limit
    }

    /// The document with this `_id`; `known` itself when the same bytes are stored.
    func find(_ id: BSONValue, known: BSONDocument?) async throws(StoreError) -> BSONDocument? {
        try await runner.repeating { attempt throws(ThreadPoolError) in
            let ticket = Ticket<Lookup.Answer>()
            return try await ticket.value { add(Lookup(id: id, known: known, attempt: attempt, ticket: ticket)) }
        }
    }

    private func add(_ lookup: Lookup) {
        let now = ContinuousClock.now
        let step: LookupQueueState.Step? = state.withLock { state in
            guard state.waiting.count < limit else { return nil }
            state.waiting.append(lookup)
            return state.nextStep(at: now)
        }
        switch step {
        case nil: lookup.ticket.finish(.failure(.full))
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
                return state.lanes.isEmpty ? state.take(limit) : []
            }
            for lookup in stranded { lookup.ticket.finish(.failure(error)) }
        }
    }

    /// Sends one batch after the other while lookups wait, unless enough others do so.
    private func runLane(from start: ContinuousClock.Instant) {
        var start = start
        while true {
            let now = ContinuousClock.now
            let (step, lookups) = state.withLock { state in
                state.lanes.close(start)
                let step = state.nextStep(at: now)
                return (step, step == .openedLane ? state.take(LookupBatch.limit) : [])
            }
            if step == .watch { startWatch() }
            guard step == .openedLane else { return }
            send(lookups)
            start = now
        }
    }

    private func send(_ lookups: [Lookup]) {
        var sent: [Lookup] = []
        sent.reserveCapacity(lookups.count)
        for lookup in lookups where lookup.ticket.isWanted {
            if runner.isWorthwhile(before: lookup.attempt.deadline) {
                sent.append(lookup)
            } else {
                lookup.ticket.finish(.success(.failure(.late)))
            }
        }
        if sent.isEmpty { return }
        var batch = LookupBatch(sent)
        let result = runner.perform { [collection] client throws(DriverError) in
            try client.find(&batch, in: collection)
        }
        batch.end(result)
    }

    private func startWatch() {
        do {
            try runner.start { [self] in watch() }
        } catch {
            state.withLock { $0.isWatched = false }
        }
    }

    /// Opens another lane when those on their way are held up, for lookups that nobody follows.
    private func watch() {
        while true {
            usleep(LookupLanes.patienceMicroseconds)
            let now = ContinuousClock.now
            let step: LookupQueueState.Step? = state.withLock { state in
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
