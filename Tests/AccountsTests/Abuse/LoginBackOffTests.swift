import DocumentStore
import TestSupport
import Testing

@testable import Accounts

@Suite struct LoginBackOffTests {
    private let clock = TestClock()
    private let key = LoginBackOff.Key.login("jane@example.com", namespace: "default")

    private func backOff(_ store: any DocumentStore, isEnabled: Bool = true) -> LoginBackOff {
        LoginBackOff(store: store, isEnabled: isEnabled, clock: { [clock] in clock.now })
    }

    /// Fails as often, waiting as long as it takes before each attempt.
    private func fail(_ backOff: LoginBackOff, times: Int) async throws {
        for _ in 0..<times {
            if let wait = try await retryAfter({ () throws(AccountError) in try await backOff.check(key) }) {
                clock.advance(by: wait)
            }
            try await backOff.recordFailure(key)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Five failures are free, then each doubles the wait up to 15 minutes`(engine: TestEngine) async throws {
        let backOff = backOff(try await engine.makeStore())
        let expected: [Double?] = [nil, nil, nil, nil, nil, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
        for (failures, seconds) in expected.enumerated() {
            let wait = seconds.map { Duration.seconds($0) }
            #expect(try await retryAfter { () throws(AccountError) in try await backOff.check(key) } == wait)
            if let wait {
                clock.advance(by: wait - .milliseconds(1))
                let rest = try await retryAfter { () throws(AccountError) in try await backOff.check(key) }
                #expect(rest == .milliseconds(1), "after \(failures)")
                clock.advance(by: .milliseconds(1))
            }
            try await backOff.check(key)
            try await backOff.recordFailure(key)
        }
    }

    @Test func `The wait has a bound whatever the count`() {
        #expect(LoginFailures.wait(after: .max) == .seconds(900) && LoginFailures.wait(after: 0) == .zero)
    }

    @Test(arguments: TestEngine.allCases)
    func `Failures are forgotten an hour after the last one`(engine: TestEngine) async throws {
        let backOff = backOff(try await engine.makeStore())
        try await fail(backOff, times: 7)
        clock.advance(by: LoginFailures.memory - .milliseconds(1))
        try await backOff.recordFailure(key)
        #expect(
            try await retryAfter { () throws(AccountError) in try await backOff.check(key) } == .seconds(8))
        clock.advance(by: LoginFailures.memory)
        try await fail(backOff, times: 4)
        try await backOff.check(key)
    }

    @Test(arguments: TestEngine.allCases)
    func `A clock that is set back an hour blocks nobody for it, and forgets no failure`(engine: TestEngine)
        async throws
    {
        let backOff = backOff(try await engine.makeStore())
        try await fail(backOff, times: 7)
        clock.advance(by: .seconds(-3600))
        try await backOff.check(key)
        try await backOff.recordFailure(key)
        #expect(try await retryAfter { () throws(AccountError) in try await backOff.check(key) } == .seconds(8))
    }

    @Test(arguments: TestEngine.allCases)
    func `While blocked neither a failure nor a success is taken`(engine: TestEngine) async throws {
        let backOff = backOff(try await engine.makeStore())
        try await fail(backOff, times: 5)
        for _ in 0..<3 {
            let failure = try await retryAfter { () throws(AccountError) in try await backOff.recordFailure(key) }
            let success = try await retryAfter { () throws(AccountError) in try await backOff.recordSuccess(key) }
            #expect(failure == .seconds(1) && success == .seconds(1))
        }
        clock.advance(by: .seconds(1))
        try await backOff.recordFailure(key)
        #expect(try await retryAfter { () throws(AccountError) in try await backOff.check(key) } == .seconds(2))
    }

    @Test(arguments: TestEngine.allCases)
    func `A success forgets the failures, and leaves nothing behind`(engine: TestEngine) async throws {
        let store = try await engine.makeStore()
        let backOff = backOff(store)
        try await fail(backOff, times: 4)
        try await backOff.recordSuccess(key)
        #expect(try await store.find(id: .string(key.id), in: ThrottleSchema.throttles) == nil)
        try await fail(backOff, times: 5)
        try await backOff.clear(key)
        try await backOff.recordSuccess(key)
        try await fail(backOff, times: 4)
        try await backOff.check(key)
    }

    @Test(arguments: TestEngine.allCases)
    func `Of a hundred guesses at once five are taken`(engine: TestEngine) async throws {
        let database = try engine.makeDatabase()
        let instances = [backOff(try await database.open()), backOff(try await database.open())]
        let key = key
        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for guess in 0..<100 {
                group.addTask {
                    try await retryAfter { () throws(AccountError) in
                        try await instances[guess % 2].recordFailure(key)
                    } == nil
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 5)
        for instance in instances {
            #expect(
                try await retryAfter { () throws(AccountError) in try await instance.check(key) } == .seconds(1))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Each key has failures of its own`(engine: TestEngine) async throws {
        let backOff = backOff(try await engine.makeStore())
        try await fail(backOff, times: 5)
        let id = ObjectID.generate()
        for other in [
            LoginBackOff.Key.login("jane@example.com", namespace: "shop"),
            .login("joe@example.com", namespace: "default"),
            .account(id, from: ClientNetwork(of: "203.0.113.7")),
        ] {
            try await backOff.check(other)
        }
    }

    @Test func `Keys are the folded name's, and hold neither name nor address`() {
        #expect(LoginBackOff.Key.login(" JANE@Example.com", namespace: "default") == key)
        #expect(LoginBackOff.Key.login("b/c", namespace: "a") != .login("c", namespace: "a/b"))
        #expect(key.id.wholeMatch(of: /[0-9a-f]{64}/) != nil)
        let id = ObjectID.generate()
        let networks = ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"].map { ClientNetwork(of: $0) }
        #expect(Set(networks.map { LoginBackOff.Key.account(id, from: $0) }).count == 2)
    }

    @Test func `Switched off it never asks the store, switched on it refuses without one`() async throws {
        let store = try await TestEngine.sqlite.makeStore()
        await store.close()
        let off = backOff(store, isEnabled: false)
        for _ in 0..<10 { try await off.recordFailure(key) }
        try await off.check(key)
        try await off.recordSuccess(key)
        try await off.clear(key)
        let on = backOff(store)
        await #expect(throws: AccountError.self) { try await on.check(key) }
        await #expect(throws: AccountError.self) { try await on.recordFailure(key) }
        await #expect(throws: AccountError.self) { try await on.recordSuccess(key) }
    }
}
