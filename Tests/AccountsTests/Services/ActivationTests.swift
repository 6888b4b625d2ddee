import DocumentStore
import Mail
import TestSupport
import Testing

@testable import Accounts

@Suite struct ActivationTests {
    @Test(arguments: TestEngine.allCases)
    func `An account waits for the link of its activation mail, which works once`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let email = test.services.email
        let jane = try await test.register("jane")
        #expect(!jane.isActive && jane.awaitsActivation && jane.hasLoginName)
        #expect(await failure { _ = try await test.logIn("jane") } == "invalidCredentials")

        let links = try await test.links(of: jane)
        #expect(links.map(\.path) == ["activate"] && links.map(\.uid) == [test.uid(jane)])
        let token = try #require(links.first?.token)
        func activate(_ uid: String, _ token: String) async -> String? {
            await failure { try await email.activate(uid: uid, token: token, from: TestServices.client) }
        }
        for uid in ["", "MQ", "!!!", jane.id.description, AccountUID(ObjectID.generate()).description] {
            #expect(await activate(uid, token) == "notFound", "\(uid)")
        }
        let john = try await test.register("john")
        #expect(await activate(test.uid(john), token) == "mailTokenInvalid")
        for wrong in ["", "x", String(token.dropLast()), token + "A"] {
            #expect(await activate(test.uid(jane), wrong) == "mailTokenInvalid", "\(wrong)")
        }
        #expect(await failure { try await email.verify(jane.id, token: token, from: TestServices.client) } != nil)

        #expect(await activate(test.uid(jane) + "==", token) == nil)
        let active = try await test.find(jane)
        #expect(active.isActive && active.emailVerifiedAt != nil)
        #expect(await activate(test.uid(jane), token) == "activationStale")
        #expect(await activate(test.uid(jane), "x") == "mailTokenInvalid")
        _ = try await test.logIn("jane")
        _ = try await test.logIn("JANE@example.com")
        #expect(try await test.mails(to: jane).isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `Of many uses of a link at once one activates`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let link = try #require(try await test.links(of: test.register("jane")).first)
        let outcomes = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    await failure {
                        try await test.services.email.activate(
                            uid: link.uid, token: link.token, from: TestServices.client)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.count { $0 == "activationStale" } == 7)
    }

    @Test(arguments: TestEngine.allCases)
    func `A link enables no account that was disabled, and runs out`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let (jane, john) = (try await test.register("jane"), try await test.register("john"))
        let janes = try #require(try await test.links(of: jane).first)
        let johns = try #require(try await test.links(of: john).first)
        _ = try await test.services.operation.setActive(false, jane.id)
        let stale = await failure {
            try await test.services.email.activate(uid: janes.uid, token: janes.token, from: TestServices.client)
        }
        #expect(stale == "activationStale")
        test.clock.advance(by: .seconds(3 * 86_400))
        let late = await failure {
            try await test.services.email.activate(uid: johns.uid, token: johns.token, from: TestServices.client)
        }
        #expect(late == "mailTokenInvalid")
    }

    @Test(arguments: TestEngine.allCases)
    func `The mail is sent again to accounts that wait, and to nobody else`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let (jane, john) = (try await test.register("jane"), try await test.makeUser("john"))
        _ = try await test.mails(to: jane)
        for email in ["JANE@Example.com ", "john@example.com", "nobody@example.com", "", "x"] {
            try await test.services.email.resendActivation(to: email, from: TestServices.client)
        }
        #expect(try await test.mails(to: john).isEmpty)
        let link = try #require(try await test.links(of: jane).first)
        try await test.services.email.activate(uid: link.uid, token: link.token, from: TestServices.client)
    }

    @Test func `Its letter is in the language of the account`() async throws {
        let test = try await TestServices(.sqlite)
        let mail = try #require(try await test.mails(to: test.register("zoe", locale: "fr_FR")).first)
        #expect(mail.subject == "Activez votre compte" && mail.language == "fr" && mail.to == "zoe@example.com")
    }
}
