import Synchronization

/// Runs what is asynchronous on the thread of the caller, who waits for it: an input is done when its test returns.
public final class CallingThread: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])

    /// Makes an executor for one thread.
    public init() {}

    /// Lets a job wait for its turn.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
    }

    /// Runs an operation to its end.
    ///
    /// - Precondition: It waits for no other thread.
    public func run<Value: Sendable>(_ operation: @escaping @Sendable () async -> Value) -> Value {
        let result = Mutex<Value?>(nil)
        Task(executorPreference: self) {
            let value = await operation()
            result.withLock { $0 = value }
        }
        while let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
        guard let value = result.withLock({ $0 }) else {
            preconditionFailure("the operation waits for another thread")
        }
        return value
    }
}
