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

    @Test(arguments: TestEngine.allCases)
    func `No login asks more of the store than another`(engine: TestEngine) async throws {
        let store = CountingStore(try await engine.makeStore())
        let client = try await TestClient(store: store, clock: TestClock(), limitsRates: true, requiresActivation: true)
        var operations: Set<[CountingStore.Operation]> = []
        for (number, login) in try await client.makeAccountsOfAllKinds().enumerated() {
            _ = store.takeOperations()
            try await client.failToLogIn(login, from: "198.51.100.\(number)")
            operations.insert(store.takeOperations())
        }
        #expect(operations.count == 1, "\(operations)")
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
