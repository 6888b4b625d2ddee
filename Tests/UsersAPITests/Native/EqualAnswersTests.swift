import Accounts
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct EqualAnswersTests {
    @Test(arguments: TestEngine.allCases)
    func `No answer to a login tells what there is of an account`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, requiresActivation: true)
        var answers: Set<String> = []
        for login in try await client.makeAccountsOfAllKinds() {
            answers.insert(try await client.tryLogIn(login, "not the password").likeness)
            guard login != "active@example.com" else { continue }
            answers.insert(try await client.tryLogIn(login).likeness)
        }
        #expect(answers.count == 1, "\(answers)")
        #expect(answers.first?.hasPrefix("401 ") == true)
    }

    /// The shortest time of each kind, in turn, beside as many unknown names that must take the same: what else the machine does only
    /// ever adds to a time, and meets these controls alike, so the kinds may lie apart no further than the controls do, and a tenth
    /// more. A difference in the work stays however many rounds there are.
    @Test(arguments: TestEngine.allCases)
    func `The time of a login does not tell it either`(engine: TestEngine) async throws {
        let client = try await TestClient(
            store: try await engine.makeStore(), clock: TestClock(), limitsRates: true, requiresActivation: true,
            hasher: PasswordHasher(policy: .bcrypt(cost: 8), threads: 2))
        let kinds = try await client.makeAccountsOfAllKinds()
        let logins = kinds + kinds.indices.map { "control\($0)@example.com" }
        var shortest = [Double](repeating: .infinity, count: logins.count)
        var (spread, control, round) = (Double.infinity, 1.0, 0)
        let start = ContinuousClock.now
        while round < 9 || (spread > 1.1 * control && .now - start < .seconds(60)) {
            try await measure(logins, client, round, &shortest)
            spread = try self.spread(of: shortest.prefix(kinds.count))
            control = try self.spread(of: shortest.dropFirst(kinds.count))
            round += 1
        }
        #expect(spread <= 1.1 * control, "\(shortest)")
    }

    private func spread(of times: ArraySlice<Double>) throws -> Double {
        try #require(times.max()) / #require(times.min())
    }

    private func measure(
        _ logins: [String], _ client: TestClient, _ round: Int, _ shortest: inout [Double]
    ) async throws {
        // All failures are forgotten, so that none is throttled.
        client.clock.advance(by: .seconds(3600))
        for offset in logins.indices {
            let index = (offset + round) % logins.count
            let start = ContinuousClock.now
            try await client.failToLogIn(logins[index])
            shortest[index] = min(shortest[index], (ContinuousClock.now - start) / .milliseconds(1))
        }
    }

    @Test(
        arguments: TestEngine.allCases,
        ["/api/v1/auth/password/forgot", "/api/v1/auth/email/resend"])
    func `A request for a mail is answered alike, after as many writes`(engine: TestEngine, path: String) async throws {
        let store = CountingStore(try await engine.makeStore())
        let client = try await TestClient(store: store, clock: TestClock(), limitsRates: true, requiresActivation: true)
        let admin = try await client.makeAdmin("root@example.com")
        var logins = try await client.makeAccountsOfAllKinds()
        _ = try await client.makeAccount("verified@example.com", ["email_verified": true], by: admin)
        logins += ["verified@example.com", "no address", ""]
        _ = try await client.deliver()
        var answers: Set<String> = []
        var writes: Set<Int> = []
        for (number, login) in logins.enumerated() {
            _ = store.takeOperations()
            let answer = try await client.send(
                .post, path, ["email": .string(login)], from: "198.51.100.\(number)")
            answers.insert(answer.likeness)
            writes.insert(store.takeOperations().count(where: \.isWrite))
        }
        #expect(answers.count == 1 && answers.first?.hasPrefix("202 ") == true, "\(answers)")
        // The bucket, and the account or the audit.
        #expect(writes == [2])
    }
}
