import Synchronization
import Testing

@testable import Accounts

@Suite struct UploadGateTests {
    /// Counts who is in, and how many were at once.
    private final class Counter: Sendable {
        private let counts = Mutex((inside: 0, most: 0))

        var inside: Int { counts.withLock { $0.inside } }
        var most: Int { counts.withLock { $0.most } }

        func enter() {
            counts.withLock { counts in
                counts.inside += 1
                counts.most = max(counts.most, counts.inside)
            }
        }

        func leave() {
            counts.withLock { $0.inside -= 1 }
        }
    }

    @Test func `No more than the limit are in at once, and all get in`() async throws {
        let gate = UploadGate(limit: 3)
        let counter = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    try await gate.enter()
                    defer { gate.leave() }
                    counter.enter()
                    await Task.yield()
                    counter.leave()
                }
            }
            try await group.waitForAll()
        }
        #expect(1...3 ~= counter.most && counter.inside == 0)
    }

    @Test(.timeLimit(.minutes(1))) func `Who is cancelled waits no longer, and takes nobody's turn`() async throws {
        let gate = UploadGate(limit: 1)
        try await gate.enter()
        let waiting = (0..<10).map { _ in Task { try await gate.enter() } }
        for task in waiting { task.cancel() }
        for task in waiting {
            await #expect(throws: AccountError.self) { try await task.value }
        }
        gate.leave()
        try await gate.enter()
        gate.leave()
    }
}
