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

    @Test(arguments: [[nil], [.zero], [nil, .zero]] as [[Duration?]])
    func `a job that was taken out of the queue, from its front or its end, is let go`(patiences: [Duration?]) {
        final class Content: Sendable {}
        struct Witness { weak var content: Content? }
        var queue = JobQueue()
        var witnesses: [Witness] = []
        for _ in 0..<4 {
            let content = Content()
            witnesses.append(Witness(content: content))
            queue.append(Job(isWanted: { true }) { withExtendedLifetime(content) {} })
        }
        for turn in 0..<4 {
            #expect(queue.next(patience: patiences[turn % patiences.count]) != nil)
            #expect(witnesses.count { $0.content != nil } == 3 - turn)
        }
        #expect(queue.next(patience: nil) == nil)
    }
}
