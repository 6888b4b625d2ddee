import Synchronization
import ThreadPool

/// A thread for a test's clients, which block: the pool that all tasks share has no thread to spare for that.
final class BlockingExecutor: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]?>([])
    private let semaphore = Semaphore()

    init() {
        Thread.start(name: "test-client") { [self] in
            while true {
                semaphore.wait()
                guard let job = jobs.withLock({ $0.map { $0.first } }) else { return }
                guard let job else { continue }
                jobs.withLock { _ = $0?.removeFirst() }
                job.runSynchronously(on: asUnownedTaskExecutor())
            }
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0?.append(job) }
        semaphore.signal()
    }

    /// Ends the thread; no task may use the executor any more.
    func end() {
        jobs.withLock { $0 = nil }
        semaphore.signal()
    }
}
