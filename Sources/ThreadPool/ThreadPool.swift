import Glibc
import Synchronization

/// A fixed number of threads with a bounded queue, for C libraries that block: a caller suspends until its work is done.
///
/// A cancelled caller resumes at once with `ThreadPoolError.cancelled`; work that has begun runs to its end, its result dropped.
public final class ThreadPool: Sendable {
    private let state: Mutex<JobQueue>
    private let semaphore: Semaphore
    private let queueLimit: Int
    private let patience: Duration?
    private let metrics: PoolMetrics

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - name: What the threads are called in `ps`, `perf` and the metrics, at most 15 bytes.
    ///   - threads: How many calls run at once.
    ///   - queueLimit: How many calls may wait; one more throws `ThreadPoolError.full`.
    ///   - niceness: Added to the threads' nice value, 0 to 19: larger ones yield the processor to the rest of the process.
    ///   - patience: When the first in the queue has waited longer than this, the last one is served first: where work comes in
    ///     faster than it is done, somebody is served in time, while in turn everybody would be served too late. Nil: always in turn.
    public init(name: String, threads: Int, queueLimit: Int, niceness: Int32 = 0, patience: Duration? = nil) {
        precondition(threads > 0 && queueLimit > 0)
        state = Mutex(JobQueue())
        self.patience = patience
        semaphore = Semaphore()
        self.queueLimit = queueLimit
        metrics = PoolMetrics(pool: name)
        for _ in 0..<threads {
            Thread.start(name: name, niceness: niceness) { [self] in work() }
        }
    }

    /// Runs `body` on one of the threads; the caller resumes on its own executor.
    ///
    /// - Throws: `ThreadPoolError.full` at once when the queue is full, `.cancelled` when the calling task is cancelled,
    ///   `.shutDown` after `shutDown()`.
    public func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async throws(ThreadPoolError) -> Result
    {
        let ticket = Ticket<Result>()
        return try await ticket.value {
            let job = Job(isWanted: { ticket.isWanted }) { ticket.isWanted ? ticket.finish(.success(body())) : () }
            if let refusal = enqueue(job) { ticket.finish(.failure(refusal)) }
        }
    }

    /// Has one of the threads run `body`, and does not wait for it.
    ///
    /// - Throws: `ThreadPoolError.full` when the queue is full, `.shutDown` after `shutDown()`.
    public func start(_ body: @escaping @Sendable () -> Void) throws(ThreadPoolError) {
        if let refusal = enqueue(Job(isWanted: { true }, run: body)) { throw refusal }
    }

    /// Lets queued work finish, then ends the threads; later calls throw `ThreadPoolError.shutDown`.
    public func shutDown() {
        state.withLock { $0.isShutDown = true }
        semaphore.signal()
    }

    private func enqueue(_ job: Job) -> ThreadPoolError? {
        let refusal: ThreadPoolError? = state.withLock { state in
            if state.isShutDown { return .shutDown }
            let count = state.count
            defer { metrics.changeQueue(by: state.count - count) }
            state.dropUnwanted()
            if state.count >= queueLimit { return .full }
            state.append(job)
            return nil
        }
        switch refusal {
        case nil: semaphore.signal()
        case .full: metrics.refuse()
        default: break
        }
        return refusal
    }

    private func work() {
        while true {
            semaphore.wait()
            let (job, isOver) = state.withLock { state in
                let count = state.count
                defer { metrics.changeQueue(by: state.count - count) }
                return (state.next(patience: patience), state.isShutDown)
            }
            if let job {
                metrics.begin(after: job.begin)
                job.run()
            } else if isOver {
                // Wakes the next thread, so that one signal ends them all.
                semaphore.signal()
                return
            }
        }
    }
}
