import DocumentStore
import TestSupport
import Testing

@testable import Accounts

@Suite struct PasswordProofTests {
    private let client = TestServices.client

    @Test(arguments: TestEngine.allCases)
    func `A password is set by the current one, which keeps the session and ends the others`(
        engine: TestEngine
    ) async throws {
        let test = try await TestServices(engine)
        let own = test.services.ownAccount
        let jane = try await test.makeUser("jane")
        let (caller, other) = (try await test.caller("jane"), try await test.logIn("jane"))
        #expect(await failure { _ = try await own.prove("wrong", by: caller, from: client) } == "currentPasswordWrong")
        let proof = try await own.prove(TestServices.password, by: caller, from: client)
        func set(_ password: String) async -> String? {
            await failure { try await own.setPassword(password, of: caller, by: proof, from: client) }
        }
        #expect(await set("jane")?.hasPrefix("invalid(") == true)
        #expect(await set("another good one") == nil)
        #expect(await set("a third good one") == "currentPasswordWrong")
        #expect(
            await failure { try await own.setUsername("janet", of: caller, by: proof, from: client) }
                == "currentPasswordWrong")
        #expect(await failure { try await own.delete(caller, by: proof, from: client) } == "currentPasswordWrong")
        #expect(try await test.find(jane).sessions.map(\.id) == [caller.session?.id])
        #expect(
            await failure { _ = try await test.services.authentication.authenticate(other.accessToken) }
                == "tokenInvalid(.sessionOver)")
        #expect(try await test.mails(to: jane).isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `A login name is set by the current password, unless it is somebody else's`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let own = test.services.ownAccount
        _ = try await test.makeUser("jane")
        _ = try await test.makeUser("john")
        let caller = try await test.caller("jane")
        let proof = try await own.prove(TestServices.password, by: caller, from: client)
        func set(_ name: String) async -> String? {
            await failure { try await own.setUsername(name, of: caller, by: proof, from: client) }
        }
        #expect(await set("John") == "usernameTaken")
        #expect(await set("janet") == nil)
        #expect(await set("Janet") == nil)
        _ = try await test.logIn("JANET")
        let freed = try await test.services.registration.taken(username: "jane")
        #expect(!freed.username)
    }

    @Test(arguments: TestEngine.allCases)
    func `Wrong passwords count as failed logins`(engine: TestEngine) async throws {
        let test = try await TestServices(engine, limitsRates: true)
        _ = try await test.makeUser("jane")
        let caller = try await test.caller("jane")
        for _ in 0..<5 {
            let wrong = await failure {
                _ = try await test.services.ownAccount.prove("wrong", by: caller, from: client)
            }
            #expect(wrong == "currentPasswordWrong")
        }
        let wait = try await retryAfter { () throws(AccountError) in
            _ = try await test.services.ownAccount.prove(TestServices.password, by: caller, from: client)
        }
        #expect(wait == .seconds(1))
    }

    @Test(arguments: TestEngine.allCases)
    func `An account is deleted by its password, unless it is the last administrator`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let own = test.services.ownAccount
        _ = try await test.makeUser("jane")
        _ = try await test.services.registration.registerAdmin(
            NewAccount(email: "chief@example.com", username: "chief", password: TestServices.password))
        let (jane, chief) = (try await test.caller("jane"), try await test.caller("chief@example.com"))
        for (caller, expected) in [(jane, nil), (chief, "lastAdmin")] {
            let proof = try await own.prove(TestServices.password, by: caller, from: client)
            #expect(await failure { try await own.delete(caller, by: proof, from: client) } == expected)
        }
        #expect(await failure { _ = try await test.logIn("jane") } == "invalidCredentials")
    }
}
