import DocumentStore
import Synchronization
import ThreadPool

/// The lookups by `_id` in one collection: those that wait at the same moment share one `find`.
///
/// A lookup that finds no more than one batch on its way leaves at once. Others wait for the next batch, which takes all
/// of them, up to a bound. None joins a batch whose command is sent, so each sees what was acknowledged before it began.
/// A lookup whose batch failed is tried again like any operation: within its own time, in whatever batch is next.
final class LookupQueue: Sendable {
    /// How many lookups share a command: fewer than the 101 documents of a first answer, which has them all then.
    private static let batchLimit = 64

    private let collection: String
    private let runner: OperationRunner
    private let limit: Int
    private let state = Mutex(State())

    private struct State {
        var waiting: [Lookup] = []
        var lanes = LookupLanes()

        mutating func take(_ limit: Int) -> [Lookup] {
            let taken = Array(waiting.prefix(limit))
            waiting.removeFirst(taken.count)
            return taken
        }
    }

    /// - Parameter limit: How many lookups may wait; one more throws `StoreError.overloaded`.
    init(_ collection: String, _ runner: OperationRunner, limit: Int) {
        self.collection = collection
        self.runner = runner
        self.limit = limit
    }

    /// The document with this `_id`; `known` itself when the same bytes are stored.
    func find(_ id: LookupID, known: BSONDocument?) async throws(StoreError) -> BSONDocument? {
        try await runner.repeating { attempt throws(ThreadPoolError) in
            let ticket = Ticket<Lookup.Answer>()
            return try await ticket.value { add(Lookup(id: id, known: known, attempt: attempt, ticket: ticket)) }
        }
    }

    private func add(_ lookup: Lookup) {
        let now = ContinuousClock.now
        let (isRefused, opensLane) = state.withLock { state in
            guard state.waiting.count < limit else { return (true, false) }
            state.waiting.append(lookup)
            return (false, state.lanes.open(at: now))
        }
        if isRefused {
            lookup.ticket.finish(.failure(.full))
        } else if opensLane {
            startLane(at: now)
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
            let lookups = state.withLock { state in
                state.lanes.close(start)
                return !state.waiting.isEmpty && state.lanes.open(at: now) ? state.take(Self.batchLimit) : []
            }
            if lookups.isEmpty { return }
            start = now
            send(lookups)
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
            try batch.run(with: client, in: collection)
        }
        batch.end(result)
    }
}
