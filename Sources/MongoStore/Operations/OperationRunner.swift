import DocumentStore
import Synchronization
import ThreadPool

/// Runs blocking calls on threads, as many as there are clients, and repeats those that lost their primary.
///
/// libmongoc itself repeats a read or a retryable write once, the write under the same number, so that the server
/// applies it once. That is not enough for an election, which takes seconds: what fails again is repeated here until
/// the time is up.
final class OperationRunner: Sendable {
    /// Where an attempt stands in its operation.
    struct Attempt {
        /// True when an earlier attempt failed in a way that leaves open whether it took effect.
        let isRepeated: Bool
        /// When the operation's time is up.
        let deadline: ContinuousClock.Instant
        /// Held by whoever works for the attempt.
        let pass: OperationGate.Pass
    }

    private let pool: ClientPool
    private let threads: ThreadPool
    private let gate = OperationGate()
    private let timeout: Duration
    private let metrics = StoreMetrics()
    /// How long the last attempt took that failed for want of a primary, in nanoseconds; 0 while all is well.
    private let failureLength = Atomic<Int64>(0)

    init(pool: ClientPool, name: String, threads: Int, queueLimit: Int, timeout: Duration) {
        self.pool = pool
        self.threads = ThreadPool(name: name, threads: threads, queueLimit: queueLimit)
        self.timeout = timeout
    }

    /// Runs `body` with a client until it succeeds, fails for good, or the operation's time is up.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable (Client, Attempt) throws(DriverError) -> Value
    ) async throws(StoreError) -> Value {
        try await repeating { attempt throws(ThreadPoolError) in
            try await threads.run { [self, attempt] in perform(attempt, body) }
        }
    }

    /// Calls `once` until it succeeds, fails for good, or the operation's time is up.
    func repeating<Value: Sendable>(
        _ once: (Attempt) async throws(ThreadPoolError) -> Result<Value, DriverError>
    ) async throws(StoreError) -> Value {
        let pass = try gate.enter()
        let deadline = ContinuousClock.now + timeout
        var pause = Duration.milliseconds(20)
        var isRepeated = false
        while true {
            let result: Result<Value, DriverError>
            do {
                result = try await once(Attempt(isRepeated: isRepeated, deadline: deadline, pass: pass))
            } catch {
                switch error {
                case .full: throw .overloaded
                case .cancelled: throw .cancelled
                case .shutDown: throw .closed
                }
            }
            switch result {
            case .success(let value):
                return value
            case .failure(let error):
                guard error.isTransient, isWorthwhile(before: deadline - pause) else { throw error.storeError }
            }
            do { try await Task.sleep(for: pause) } catch { throw .cancelled }
            pause = min(pause * 2, .milliseconds(500))
            isRepeated = true
            metrics.retry(.unavailable)
        }
    }

    /// What `run` returns or throws.
    func outcome<Value: Sendable>(
        _ body: @escaping @Sendable (Client, Attempt) throws(DriverError) -> Value
    ) async -> Result<Value, StoreError> {
        do { return .success(try await run(body)) } catch { return .failure(error) }
    }

    /// Lets no more operations begin, waits for those that have, runs `body` as the last thing and gives up the
    /// threads.
    func close(_ body: @escaping @Sendable () -> Void = {}) async {
        guard await gate.close() else { return }
        _ = try? await threads.run(body)
        threads.shutDown()
    }

    /// Has one of the threads run `body`, and does not wait for it.
    func start(_ body: @escaping @Sendable () -> Void) throws(ThreadPoolError) {
        try threads.start(body)
    }

    private func perform<Value>(
        _ attempt: Attempt, _ body: (Client, Attempt) throws(DriverError) -> Value
    ) -> Result<Value, DriverError> {
        guard isWorthwhile(before: attempt.deadline) else { return .failure(.late) }
        return perform { client throws(DriverError) in try body(client, attempt) }
    }

    /// Calls `body` on this thread, with a client.
    func perform<Value>(_ body: (Client) throws(DriverError) -> Value) -> Result<Value, DriverError> {
        let start = ContinuousClock.now
        let result = Result { () throws(DriverError) in try pool.withClient(body) }
        note(result, since: start)
        return result
    }

    /// False when an attempt that fails like the last one would end after `deadline`.
    ///
    /// So a frozen primary costs the operations that wait for a thread no more than their own time, and none of them
    /// holds a thread in vain.
    func isWorthwhile(before deadline: ContinuousClock.Instant) -> Bool {
        ContinuousClock.now + .nanoseconds(failureLength.load(ordering: .relaxed)) < deadline
    }

    private func note<Value>(_ result: Result<Value, DriverError>, since start: ContinuousClock.Instant) {
        if case .failure(let error) = result, error.isTransient {
            // Less than an operation's time in any case, so that new operations find out when all is well again.
            let length = min(ContinuousClock.now - start, timeout * 3 / 4)
            failureLength.store(Int64(length / .nanoseconds(1)), ordering: .relaxed)
        } else if failureLength.load(ordering: .relaxed) != 0 {
            failureLength.store(0, ordering: .relaxed)
        }
    }
}
