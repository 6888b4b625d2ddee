import DocumentStore
import TestSupport
import Testing

@testable import Accounts

@Suite struct RateLimiterTests {
    private let clock = TestClock()
    private let network = ClientNetwork(of: "203.0.113.7")

    private func limiter(_ store: any DocumentStore, isEnabled: Bool = true) -> RateLimiter {
        RateLimiter(store: store, isEnabled: isEnabled, clock: { [clock] in clock.now })
    }

    @Test(arguments: TestEngine.allCases, [(RateLimit.registration, 20), (.failedLogin, 60), (.mailRequest, 10)])
    func `A minute's worth is there at once, then it refills evenly`(
        engine: TestEngine, limit: (kind: RateLimit, count: Int)
    ) async throws {
        let limiter = limiter(try await engine.makeStore())
        func wait() async throws -> Duration? {
            try await retryAfter { () throws(AccountError) in try await limiter.take(limit.kind, from: network) }
        }
        for _ in 0..<limit.count { #expect(try await wait() == nil) }
        let interval = Duration.seconds(60) / limit.count
        #expect(try await wait() == interval)
        clock.advance(by: interval - .milliseconds(1))
        #expect(try await wait() == .milliseconds(1))
        clock.advance(by: .milliseconds(1))
        #expect(try await wait() == nil)
        #expect(try await wait() == interval)
        clock.advance(by: .seconds(60))
        for _ in 0..<limit.count { #expect(try await wait() == nil) }
        #expect(try await wait() == interval)
    }

    @Test(arguments: TestEngine.allCases)
    func `A look takes nothing`(engine: TestEngine) async throws {
        let limiter = limiter(try await engine.makeStore())
        for _ in 0..<100 { try await limiter.check(.mailRequest, from: network) }
        for _ in 0..<10 { try await limiter.take(.mailRequest, from: network) }
        let wait = try await retryAfter { () throws(AccountError) in
            try await limiter.check(.mailRequest, from: network)
        }
        #expect(wait == .seconds(6))
    }

    @Test(arguments: TestEngine.allCases)
    func `Many at once take no more than there is, from all instances together`(engine: TestEngine) async throws {
        let database = try engine.makeDatabase()
        let instances = [limiter(try await database.open()), limiter(try await database.open())]
        let network = network
        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for request in 0..<60 {
                group.addTask {
                    try await retryAfter { () throws(AccountError) in
                        try await instances[request % 2].take(.registration, from: network)
                    } == nil
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 20)
    }

    @Test(arguments: TestEngine.allCases)
    func `A subscriber's addresses share a bucket, others and other limits don't`(engine: TestEngine) async throws {
        let limiter = limiter(try await engine.makeStore())
        for host in 1...20 { try await limiter.take(.registration, from: ClientNetwork(of: "2001:db8::\(host)")) }
        let wait = try await retryAfter { () throws(AccountError) in
            try await limiter.take(.registration, from: ClientNetwork(of: "2001:db8::ffff"))
        }
        #expect(wait == .seconds(3))
        try await limiter.take(.registration, from: ClientNetwork(of: "2001:db8:0:1::1"))
        try await limiter.take(.mailRequest, from: ClientNetwork(of: "2001:db8::1"))
    }

    @Test(arguments: TestEngine.allCases)
    func `A recipient gets one mail a minute and five an hour of a kind`(engine: TestEngine) async throws {
        let limiter = limiter(try await engine.makeStore())
        func may(_ recipient: String = "jane@example.com", kind: String = "reset") async throws -> Bool {
            try await limiter.mailDelay(kind: kind, recipient: recipient) == nil
        }
        for _ in 0..<4 {
            #expect(try await may())
            clock.advance(by: .milliseconds(59_999))
            #expect(try await !may(" JANE@example.com"))
            clock.advance(by: .milliseconds(1))
        }
        #expect(try await may())
        #expect(try await may(kind: "activation"))
        #expect(try await may("joe@example.com"))
        // Four minutes of the hour are over.
        clock.advance(by: .seconds(56 * 60) - .milliseconds(1))
        #expect(try await !may())
        clock.advance(by: .milliseconds(1))
        #expect(try await may())
        clock.advance(by: .seconds(59))
        #expect(try await !may())
        clock.advance(by: .seconds(1))
        #expect(try await may())
    }

    @Test(arguments: TestEngine.allCases)
    func `A clock that is set back an hour holds nobody up for it`(engine: TestEngine) async throws {
        let limiter = limiter(try await engine.makeStore())
        func wait() async throws -> Duration? {
            try await retryAfter { () throws(AccountError) in try await limiter.take(.registration, from: network) }
        }
        func mailDelay() async throws -> Duration? {
            try await limiter.mailDelay(kind: "reset", recipient: "jane@example.com")
        }
        for _ in 0..<20 { #expect(try await wait() == nil) }
        #expect(try await wait() != nil)
        #expect(try await mailDelay() == nil)
        clock.advance(by: .seconds(-3600))
        try await limiter.check(.registration, from: network)
        // And the limits hold at once.
        for _ in 0..<20 { #expect(try await wait() == nil) }
        #expect(try await wait() == .seconds(3))
        #expect(try await mailDelay() == nil)
        #expect(try await mailDelay() == .seconds(60))
    }

    @Test(arguments: TestEngine.allCases)
    func `Nor does it hold up whom an hourly limit bounds`(engine: TestEngine) async throws {
        let limiter = limiter(try await engine.makeStore())
        let account = ObjectID.generate()
        func wait() async throws -> Duration? {
            try await retryAfter { () throws(AccountError) in
                try await limiter.take(.registrationOfOthers, by: account)
            }
        }
        for _ in 0..<20 { #expect(try await wait() == nil) }
        #expect(try await wait() == .seconds(180))
        // As the clock of another instance may show: that is none that was set back.
        clock.advance(by: .seconds(-60))
        #expect(try await wait() == .seconds(240))
        clock.advance(by: .seconds(60 - 3600))
        for _ in 0..<20 { #expect(try await wait() == nil) }
        #expect(try await wait() == .seconds(180))
    }

    @Test(arguments: TestEngine.allCases)
    func `Of many mails at once one goes out`(engine: TestEngine) async throws {
        let limiter = limiter(try await engine.makeStore())
        let sent = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask { try await limiter.mailDelay(kind: "reset", recipient: "jane@example.com") == nil }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(sent == 1)
    }

    @Test func `Switched off it never asks the store, switched on it refuses without one`() async throws {
        let store = try await TestEngine.sqlite.makeStore()
        await store.close()
        let off = limiter(store, isEnabled: false)
        for _ in 0..<100 { try await off.take(.mailRequest, from: network) }
        try await off.check(.mailRequest, from: network)
        #expect(try await off.mailDelay(kind: "reset", recipient: "jane@example.com") == nil)
        #expect(try await off.mailDelay(kind: "reset", recipient: "jane@example.com") == nil)
        let on = limiter(store)
        await #expect(throws: AccountError.self) { try await on.take(.mailRequest, from: network) }
        await #expect(throws: AccountError.self) { try await on.check(.mailRequest, from: network) }
        await #expect(throws: AccountError.self) {
            try await on.mailDelay(kind: "reset", recipient: "jane@example.com")
        }
    }
}
