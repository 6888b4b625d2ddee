import CLinux
import Glibc
import Synchronization

/// Runs jobs on the thread of an event loop, and waits for events there.
///
/// Jobs that come from the loop's own thread, all of a request's in the usual case, cost an array's append.
final class LoopExecutor: SerialExecutor, TaskExecutor, @unchecked Sendable {
    // Sendable: descriptors are shared by design; `local` and `running` are touched only by the thread whose id is `owner`.
    private let epoll: Descriptor
    private let wakeUp: Descriptor
    private let owner = Atomic<UInt>(0)
    private let inbox = Mutex<[UnownedJob]>([])
    private var local: [UnownedJob] = []
    private var running: [UnownedJob] = []

    /// What `wait` reports for a call of `wake()`.
    static let wakeToken = UInt64.max

    init() throws(ServerError) {
        let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw .init(call: "epoll_create1", errno: errno) }
        self.epoll = Descriptor(epoll)
        let wakeUp = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard wakeUp >= 0 else { throw .init(call: "eventfd", errno: errno) }
        self.wakeUp = Descriptor(wakeUp)
        guard add(wakeUp, token: Self.wakeToken, events: EPOLLIN.rawValue) else {
            throw .init(call: "epoll_ctl", errno: errno)
        }
    }

    /// Makes the calling thread the one that runs jobs.
    func bindToThread() {
        owner.store(UInt(pthread_self()), ordering: .relaxed)
    }

    private var isOnThread: Bool {
        UInt(pthread_self()) == owner.load(ordering: .relaxed)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isOnThread {
            local.append(job)
            return
        }
        let isFirst = inbox.withLock { inbox in
            inbox.append(job)
            return inbox.count == 1
        }
        // Whoever finds the inbox filled relies on the one that found it empty to wake the loop.
        if isFirst { wake() }
    }

    func checkIsolated() {
        precondition(isOnThread, "not on the event loop's thread")
    }

    func isIsolatingCurrentContext() -> Bool? { isOnThread }

    /// Makes `wait` return, from any thread.
    func wake() {
        var one: UInt64 = 1
        write(wakeUp.raw, &one, MemoryLayout<UInt64>.size)
    }

    /// Takes over the jobs of other threads, after `wakeToken` was reported.
    func acknowledgeWake() {
        var count: UInt64 = 0
        // Before the inbox is emptied: a job that comes later wakes the loop once more.
        read(wakeUp.raw, &count, MemoryLayout<UInt64>.size)
        let jobs = inbox.withLock { inbox in
            defer { inbox.removeAll(keepingCapacity: true) }
            return inbox
        }
        local.append(contentsOf: jobs)
    }

    var hasJobs: Bool { !local.isEmpty }

    /// Runs the jobs at hand and those that they bring about, in a few rounds, so that sockets get their turn.
    func runJobs() {
        var rounds = 0
        while !local.isEmpty, rounds < 8 {
            swap(&local, &running)
            for job in running {
                job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
            }
            running.removeAll(keepingCapacity: true)
            rounds += 1
        }
    }

    /// Waits for events, for ever if `timeout` is negative.
    func wait(_ events: inout [epoll_event], timeout: Int32) -> Int {
        let count = epoll_wait(epoll.raw, &events, Int32(events.count), timeout)
        return max(0, Int(count))
    }

    /// Watches a descriptor; false with `errno` when that fails.
    func add(_ descriptor: Int32, token: UInt64, events: UInt32) -> Bool {
        var event = epoll_event(events: events, data: epoll_data_t(u64: token))
        return epoll_ctl(epoll.raw, EPOLL_CTL_ADD, descriptor, &event) == 0
    }

    /// Stops watching a descriptor.
    func remove(_ descriptor: Int32) {
        var event = epoll_event()
        epoll_ctl(epoll.raw, EPOLL_CTL_DEL, descriptor, &event)
    }
}
