import Synchronization
import Testing

@testable import ThreadPool

struct ThreadPoolTests {
    @Test(arguments: [(nil, [0, 1, 2]), (.seconds(60), [0, 1, 2]), (.zero, [2, 1, 0])] as [(Duration?, [Int])])
    func `work is done in turn until the first has waited for longer than the pool's patience`(
        patience: Duration?, expected: [Int]
    ) async throws {
        let pool = ThreadPool(name: "test", threads: 1, queueLimit: 8, patience: patience)
        defer { pool.shutDown() }
        let (started, gate) = (Semaphore(), Semaphore())
        let order = Mutex<[Int]>([])
        try pool.start {
            started.signal()
            gate.wait()
        }
        started.wait()
        for number in 0..<3 { try pool.start { order.withLock { $0.append(number) } } }
        gate.signal()
        while order.withLock({ $0.count }) < 3 { await Task.yield() }
        #expect(order.withLock { $0 } == expected)
    }

    @Test func `work that nobody waits for any more leaves the queue from its front`() {
        var queue = JobQueue()
        for isWanted in [false, false, true, false] { queue.append(Job(isWanted: { isWanted }) {}) }
        queue.dropUnwanted()
        #expect(queue.count == 2)
    }
}
