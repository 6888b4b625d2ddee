import DocumentStore
import Mail
import TestSupport
import Testing

@testable import Accounts

/// Passwords and login names that are reset by the links of Djoser's clients.
@Suite struct ResetByConfirmationTests {
    private let client = TestServices.client

    @Test(arguments: TestEngine.allCases)
    func `Only who can log in with a password gets a mail`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let recovery = test.services.passwordRecovery
        let (jane, waiting) = (try await test.makeUser("jane"), try await test.register("waiting"))
        let disabled = try await test.makeUser("disabled")
        _ = try await test.services.operation.setActive(false, disabled.id)
        let invited = try await test.services.registration.registerAdmin(
            NewAccount(email: "invited@example.com", username: "invited", password: nil))
        for account in [waiting, invited] { _ = try await test.mails(to: account) }
        for name in ["Jane", "waiting", "disabled", "invited", "nobody"] {
            try await recovery.requestConfirmation(for: " \(name)@example.com", from: client)
            try await recovery.requestUsername(for: "\(name)@EXAMPLE.com", from: client)
        }
        #expect(
            try await test.links(of: jane).map(\.path) == ["password/reset/confirm", "username/reset/confirm"])
        for account in [waiting, disabled, invited] { #expect(try await test.mails(to: account).isEmpty) }
    }

    @Test(arguments: TestEngine.allCases)
    func `A password is set by its link once, which ends all sessions and mails nothing`(engine: TestEngine)
        async throws
    {
        let test = try await TestServices(engine)
        let recovery = test.services.passwordRecovery
        let jane = try await test.makeUser("jane")
        let session = try await test.logIn("jane")
        try await recovery.requestUsername(for: "jane@example.com", from: client)
        let other = try #require(try await test.links(of: jane).first)
        try await recovery.requestConfirmation(for: "jane@example.com", from: client)
        let mail = try #require(try await test.mails(to: jane).first)
        #expect(mail.text.contains("Your user name: jane\n"))
        let link = try #require(MailedLink(mail))
        func confirm(_ uid: String, _ token: String, _ password: String = "another good one") async -> String? {
            await failure { try await recovery.confirm(uid: uid, token: token, password: password, from: client) }
        }
        #expect(await confirm("MQ", link.token) == "notFound")
        #expect(await confirm(link.uid, "x") == "mailTokenInvalid")
        #expect(await confirm(link.uid, other.token) == "mailTokenInvalid")
        #expect(await confirm(link.uid, link.token, "jane@example.com")?.hasPrefix("invalid(") == true)
        #expect(await confirm(link.uid, link.token) == nil)
        #expect(await confirm(link.uid, link.token) == "mailTokenInvalid")
        #expect(try await test.mails(to: jane).isEmpty)
        #expect(await failure { _ = try await test.logIn("jane") } == "invalidCredentials")
        _ = try await test.logIn("jane", password: "another good one")
        #expect(
            await failure { _ = try await test.services.authentication.authenticate(session.accessToken) }
                == "tokenInvalid(.sessionOver)")
        #expect(
            await failure { _ = try await test.services.sessions.refreshAccess(session.refreshToken, from: client) }
                == "refreshTokenInvalid(.sessionOver)")
    }

    @Test(arguments: TestEngine.allCases)
    func `A login name is chosen by its link once, and sessions stay`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let recovery = test.services.passwordRecovery
        let jane = try await test.makeUser("jane")
        _ = try await test.makeUser("john")
        let session = try await test.logIn("jane")
        try await recovery.requestUsername(for: "jane@example.com", from: client)
        let link = try #require(try await test.links(of: jane).first)
        func confirm(_ uid: String, _ token: String, _ name: String) async -> String? {
            await failure {
                try await recovery.confirmUsername(uid: uid, token: token, username: name, from: client)
            }
        }
        #expect(await confirm("x", link.token, "janet") == "notFound")
        #expect(await confirm(link.uid, "x", "janet") == "mailTokenInvalid")
        #expect(await confirm(link.uid, link.token, "JOHN") == "usernameTaken")
        #expect(await confirm(link.uid, link.token, " ")?.hasPrefix("invalid(") == true)
        #expect(await confirm(link.uid, link.token, "janet") == nil)
        #expect(await confirm(link.uid, link.token, "janice") == "mailTokenInvalid")
        _ = try await test.logIn("janet")
        #expect(await failure { _ = try await test.logIn("jane") } == "invalidCredentials")
        let caller = try await test.services.authentication.authenticate(session.accessToken)
        #expect(try caller.account.username == "janet")

        // The name of the link's time comes back, the link does not.
        let proof = try await test.services.ownAccount.prove(TestServices.password, by: caller, from: client)
        try await test.services.ownAccount.setUsername("jane", of: caller, by: proof, from: client)
        #expect(await confirm(link.uid, link.token, "janice") == "mailTokenInvalid")
    }

    @Test(arguments: TestEngine.allCases)
    func `A reset ends the wait after failed logins by either name`(engine: TestEngine) async throws {
        let test = try await TestServices(engine, limitsRates: true)
        let jane = try await test.makeUser("jane")
        for login in ["jane", "jane@example.com"] {
            for _ in 0..<5 { #expect(await failure { _ = try await test.logIn(login, password: "wrong") } != nil) }
            #expect(await failure { _ = try await test.logIn(login) }?.hasPrefix("throttled") == true)
        }
        try await test.services.passwordRecovery.requestConfirmation(for: "jane@example.com", from: client)
        let link = try #require(try await test.links(of: jane).first)
        try await test.services.passwordRecovery.confirm(
            uid: link.uid, token: link.token, password: "another good one", from: client)
        for login in ["jane", "jane@example.com"] { _ = try await test.logIn(login, password: "another good one") }
    }

    @Test func `A name that nobody can log in with becomes a login name`() async throws {
        let test = try await TestServices(.sqlite)
        let draft = NewAccount(email: "jane@example.com", username: "Jane", password: TestServices.password)
        let jane = try await test.services.registration.register(draft, from: client)
        _ = try await test.mails(to: jane)
        try await test.services.passwordRecovery.requestUsername(for: "jane@example.com", from: client)
        let link = try #require(try await test.links(of: jane).first)
        try await test.services.passwordRecovery.confirmUsername(
            uid: link.uid, token: link.token, username: "Jane", from: client)
        _ = try await test.logIn("jane")
    }
}
