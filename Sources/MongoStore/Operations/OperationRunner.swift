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
    }

    private let pool: ClientPool
    private let threads: ThreadPool
    private let gate = OperationGate()
    private let timeout: Duration
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
        let pass = try gate.enter()
        let deadline = ContinuousClock.now + timeout
        var pause = Duration.milliseconds(20)
        var isRepeated = false
        while true {
            let attempt = Attempt(isRepeated: isRepeated)
            switch try await once(attempt, before: deadline, pass, body) {
            case .success(let value):
                return value
            case .failure(let error):
                guard error.isTransient, isWorthwhile(before: deadline - pause) else { throw error.storeError }
            }
            do { try await Task.sleep(for: pause) } catch { throw .cancelled }
            pause = min(pause * 2, .milliseconds(500))
            isRepeated = true
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

    private func once<Value: Sendable>(
        _ attempt: Attempt, before deadline: ContinuousClock.Instant, _ pass: OperationGate.Pass,
        _ body: @escaping @Sendable (Client, Attempt) throws(DriverError) -> Value
    ) async throws(StoreError) -> Result<Value, DriverError> {
        do {
            return try await threads.run { [self, pass] in
                // Held until here: see Pass.
                withExtendedLifetime(pass) { perform(attempt, before: deadline, body) }
            }
        } catch {
            switch error {
            case .full: throw .overloaded
            case .cancelled: throw .cancelled
            case .shutDown: throw .closed
            }
        }
    }

    private func perform<Value>(
        _ attempt: Attempt, before deadline: ContinuousClock.Instant,
        _ body: (Client, Attempt) throws(DriverError) -> Value
    ) -> Result<Value, DriverError> {
        guard isWorthwhile(before: deadline) else { return .failure(.late) }
        let start = ContinuousClock.now
        let result = Result { () throws(DriverError) in
            try pool.withClient { client throws(DriverError) in try body(client, attempt) }
        }
        note(result, since: start)
        return result
    }

    /// False when an attempt that fails like the last one would end after `deadline`.
    ///
    /// So a frozen primary costs the operations that wait for a thread no more than their own time, and none of them
    /// holds a thread in vain.
    private func isWorthwhile(before deadline: ContinuousClock.Instant) -> Bool {
        ContinuousClock.now + .nanoseconds(failureLength.load(ordering: .relaxed)) < deadline
    }

    private func note<Value>(_ result: Result<Value, DriverError>, since start: ContinuousClock.Instant) {
        if case .failure(let error) = result, error.isTransient {
            // Less than an operation's time in any case, so that new operations find out when all is well again.
            let (seconds, attoseconds) = min(ContinuousClock.now - start, timeout * 3 / 4).components
            failureLength.store(seconds * 1_000_000_000 + attoseconds / 1_000_000_000, ordering: .relaxed)
        } else if failureLength.load(ordering: .relaxed) != 0 {
            failureLength.store(0, ordering: .relaxed)
        }
    }
}
