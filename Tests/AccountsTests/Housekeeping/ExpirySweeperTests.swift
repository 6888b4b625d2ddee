import DocumentStore
import TestSupport
import Testing

@testable import Accounts

@Suite struct ExpirySweeperTests {
    private let clock = TestClock()

    private func sweeper(_ store: any DocumentStore) -> ExpirySweeper {
        ExpirySweeper(store: store, collections: AccountSchema.current.collections, clock: { [clock] in clock.now })
    }

    @Test(arguments: TestEngine.allCases)
    func `Counters go as soon as they say nothing any more`(engine: TestEngine) async throws {
        let store = try await engine.makeStore()
        let now: @Sendable () -> Instant = { [clock] in clock.now }
        let limiter = RateLimiter(store: store, isEnabled: true, clock: now)
        let backOff = LoginBackOff(store: store, isEnabled: true, clock: now)
        // Ahead of the real time, so that MongoDB deletes none of them by itself meanwhile.
        clock.advance(by: .seconds(600))
        for host in 1...3 { try await limiter.take(.registration, from: ClientNetwork(of: "203.0.113.\(host)")) }
        try await backOff.recordFailure(.login("jane", namespace: "default"))
        #expect(try await limiter.mailDelay(kind: "reset", recipient: "jane@example.com") == nil)
        let sweeper = sweeper(store)
        #expect(try await sweeper.sweep() == 0)
        clock.advance(by: .milliseconds(3001))
        #expect(try await sweeper.sweep() == 3)
        clock.advance(by: .seconds(3600) - .milliseconds(3001))
        #expect(try await sweeper.sweep() == 0)
        clock.advance(by: .milliseconds(1))
        #expect(try await sweeper.sweep() == 2)
        #expect(try await sweeper.sweep() == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func `More than a batch goes in one sweep, and nothing else does`(engine: TestEngine) async throws {
        let store = try await engine.makeStore()
        let expired = ExpirySweeper.batchSize + 1
        try await withThrowingTaskGroup { group in
            for number in 0..<expired + 1 {
                let expiry = clock.now + .seconds(number < expired ? 600 : 1200)
                group.addTask {
                    try await store.insert(
                        ["_id": .string("\(number)"), "expires_at": .dateTime(expiry), "revision": 1],
                        into: ThrottleSchema.throttles)
                }
            }
            try await group.waitForAll()
        }
        clock.advance(by: .seconds(900))
        #expect(try await sweeper(store).sweep() == expired)
        #expect(try await store.find(id: .string("\(expired)"), in: ThrottleSchema.throttles) != nil)
    }

    @Test func `The audit keeps an entry for 400 days`() async throws {
        let store = try await TestEngine.sqlite.makeStore()
        let log = AuditLog(store: store)
        for day in 0..<3 {
            clock.advance(by: .seconds(day * 86_400))
            try await log.insert(
                AuditEntry(.loginFail, user: nil, namespace: .default, .commandLine, at: clock.now))
        }
        clock.advance(by: .seconds(397 * 86_400))
        #expect(try await sweeper(store).sweep() == 0)
        clock.advance(by: .milliseconds(1))
        #expect(try await sweeper(store).sweep() == 1)
        clock.advance(by: .seconds(3 * 86_400))
        #expect(try await sweeper(store).sweep() == 2)
    }

    @Test func `A store that is closed is told`() async throws {
        let store = try await TestEngine.sqlite.makeStore()
        await store.close()
        await #expect(throws: AccountError.self) { try await sweeper(store).sweep() }
    }
}
