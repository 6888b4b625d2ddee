import DocumentStore
import Synchronization
import ThreadPool

/// The one thread that writes. What waits while it commits becomes the next transaction, so concurrent writers share an fsync.
///
/// Each operation has its own outcome and, where it has company, its own savepoint; nobody is answered before COMMIT returned.
final class Writer: Sendable {
    private let connection: Connection
    private let queueLimit: Int
    private let onRollback: @Sendable () -> Void
    private let semaphore = Semaphore()
    private let metrics = PoolMetrics(pool: "sqlite-write")
    private let state = Mutex(State())

    /// How many transactions were committed.
    let commitCount = Atomic(0)

    private struct State {
        var waiting: [WriteJob] = []
        var isClosed = false
        var hasEnded = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    /// As many operations as share a transaction at most, so that the first of them doesn't wait for long.
    private static let groupLimit = 256

    /// Starts the thread; it calls `onRollback` after a transaction that failed as a whole.
    init(connection: Connection, queueLimit: Int, onRollback: @escaping @Sendable () -> Void) {
        self.connection = connection
        self.onRollback = onRollback
        self.queueLimit = queueLimit
        Thread.start(name: "sqlite-write") { [self] in work() }
    }

    /// Runs `body` in a transaction on the writer's thread; the caller resumes on its own executor.
    ///
    /// Cancelling the caller has no effect: it is answered within the busy time-out anyway.
    ///
    /// - Throws: What `body` throws, in which case nothing was changed; `.overloaded`; `.closed`; what COMMIT failed with.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result = await withCheckedContinuation { continuation in
            let job = WriteJob(body) { continuation.resume(returning: $0) }
            if let refusal = enqueue(job) { job.finish(refusal) }
        }
        return try result.get()
    }

    /// Lets what waits finish, then ends the thread; returns at once.
    func shutDown() {
        state.withLock { $0.isClosed = true }
        semaphore.signal()
    }

    /// Lets what waits finish, then ends the thread.
    func close() async {
        shutDown()
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.closers.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    private func enqueue(_ job: WriteJob) -> StoreError? {
        let refusal: StoreError? = state.withLock { state in
            if state.isClosed { return .closed }
            if state.waiting.count >= queueLimit { return .overloaded }
            state.waiting.append(job)
            metrics.changeQueue(by: 1)
            return nil
        }
        switch refusal {
        case nil: semaphore.signal()
        case .overloaded: metrics.refuse()
        default: break
        }
        return refusal
    }

    private func work() {
        while true {
            semaphore.wait()
            let (group, isClosed) = state.withLock { state in
                let group = Array(state.waiting.prefix(Self.groupLimit))
                state.waiting.removeFirst(group.count)
                metrics.changeQueue(by: -group.count)
                return (group, state.isClosed)
            }
            // A signal a job: those of jobs that an earlier turn took find nothing.
            if !group.isEmpty {
                for job in group { metrics.begin(after: job.begin) }
                commit(group)
            } else if isClosed {
                return end()
            }
        }
    }

    private func end() {
        let closers = state.withLock { state in
            state.hasEnded = true
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    private func commit(_ group: [WriteJob]) {
        var failure: StoreError?
        var isRefusal = false
        do {
            try connection.use { connection throws(StoreError) in
                try transaction(group, on: connection, isRefusal: &isRefusal)
            }
            commitCount.add(1, ordering: .relaxed)
        } catch {
            failure = error
            if !isRefusal { onRollback() }
        }
        for job in group { job.finish(failure) }
    }

    /// - Parameter isRefusal: Becomes true when the only operation is refused, and what is thrown is no failure of the transaction.
    private func transaction(
        _ group: [WriteJob], on connection: Connection, isRefusal: inout Bool
    ) throws(StoreError) {
        try connection.inTransaction { connection throws(StoreError) in
            if let job = group.first, group.count == 1 {
                // Undone with the transaction: for a savepoint SQLite would copy each page before it changes.
                guard let error = job.run(connection) else { return }
                isRefusal = connection.isInTransaction
                throw error
            }
            for job in group {
                try connection.execute("SAVEPOINT operation")
                if let error = job.run(connection) {
                    // Some failures, a full disk among them, end the transaction as a whole.
                    guard connection.isInTransaction else { throw error }
                    try connection.execute("ROLLBACK TO operation")
                }
                try connection.execute("RELEASE operation")
            }
        }
    }
}
