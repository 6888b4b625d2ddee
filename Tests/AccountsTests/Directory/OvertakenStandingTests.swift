import DocumentStore
import TestSupport
import Testing

@testable import Accounts

/// Changes that keep the roster in step, when a failover takes the answer and others write on top.
@Suite struct OvertakenStandingTests {
    enum Step: CaseIterable {
        case resetPassword, activate, verify, undoEmail, disable, demote, edit, delete, deleteOwn
    }

    private static let cases = TestEngine.allCases.flatMap { engine in Step.allCases.map { (engine, $0) } }
    private static let newPassword = "another battery staple"

    @Test(arguments: cases)
    func `A change that was made succeeds, and is made once`(engine: TestEngine, step: Step) async throws {
        let store = OvertakenStore(try await engine.makeStore())
        let test = try await TestServices(store)
        let (account, change) = try await prepare(step, test)
        await test.services.worker.deliverEntries()
        let before = try #require(try await stored(account, test))
        store.overtakeNext()
        #expect(await failure(change) == nil)

        let after = try #require(try await stored(account, test))
        #expect(after.revision == before.revision + 2)
        #expect(after.version <= before.version + 1)
        let events = after.outbox.compactMap { entry -> String? in
            guard case .audit(let entry) = entry.content else { return nil }
            return entry["event"]?.stringValue
        }
        #expect(!events.isEmpty && Set(events).count == events.count, "\(events)")
        let roster = try await test.services.worker.outbox.directory.admins.exist(in: .default)
        #expect(roster)
    }

    @Test(arguments: TestEngine.allCases, [Step.delete, .deleteOwn])
    func `A deletion succeeds whose document is gone before it is repeated`(
        engine: TestEngine, step: Step
    ) async throws {
        let store = OvertakenStore(try await engine.makeStore())
        let test = try await TestServices(store)
        let (account, change) = try await prepare(step, test)
        store.overtakeNext { [services = test.services] _, _, _ in await services.worker.deliverEntries() }
        #expect(await failure(change) == nil)
        #expect(try await stored(account, test) == nil)
        #expect(await failure(change) != nil)
    }

    private func stored(_ account: Account, _ test: TestServices) async throws -> Account? {
        try await test.services.worker.outbox.directory.accounts.find(account.id)
    }

    /// An account that is ready for a change, and the change.
    private func prepare(
        _ step: Step, _ test: TestServices
    ) async throws -> (Account, @Sendable () async throws -> Void) {
        let services = test.services
        let client = TestServices.client
        let root = try await services.registration.registerAdmin(
            NewAccount(email: "root@example.com", username: "root", password: TestServices.password))
        _ = try await test.mails(to: root)
        let admin = try await test.caller("root@example.com")
        switch step {
        case .resetPassword:
            let jane = try await test.makeUser("jane")
            try await services.passwordRecovery.request(for: "jane@example.com", namespace: nil, from: client)
            let link = try #require(try await test.links(of: jane).first)
            return (
                jane,
                {
                    try await services.passwordRecovery.reset(
                        jane.id, token: link.token, password: Self.newPassword, from: client)
                }
            )
        case .activate:
            let jane = try await test.register("jane")
            let link = try #require(try await test.links(of: jane).first)
            return (jane, { try await services.email.activate(uid: link.uid, token: link.token, from: client) })
        case .verify:
            let jane = try await test.register("jane")
            _ = try await test.mails(to: jane)
            try await services.email.resend(to: "jane@example.com", namespace: nil, from: client)
            let link = try #require(try await test.links(of: jane).first)
            return (jane, { try await services.email.verify(jane.id, token: link.token, from: client) })
        case .undoEmail:
            let jane = try await test.makeUser("jane")
            var changes = AccountChanges()
            changes.email = .set("new@example.com")
            _ = try await services.administration.update(jane.id, changes, by: admin, from: client)
            let link = try #require(try await test.links(of: jane).first { $0.path == "email/undo" })
            return (jane, { try await services.email.undo(jane.id, token: link.token, from: client) })
        case .disable:
            let jane = try await test.makeUser("jane")
            return (jane, { _ = try await services.operation.setActive(false, jane.id) })
        case .demote:
            let other = try await services.registration.registerAdmin(
                NewAccount(email: "other@example.com", username: "other", password: TestServices.password))
            return (
                other,
                { [changes = Self.demotion] in
                    _ = try await services.administration.update(
                        other.id, changes, if: .oneOf([other.version]), by: admin, from: client)
                }
            )
        case .edit:
            let jane = try await test.makeUser("jane")
            return (
                jane,
                { [changes = Self.edit] in
                    _ = try await services.administration.update(
                        jane.id, changes, if: .oneOf([jane.version]), by: admin, from: client)
                }
            )
        case .delete:
            let jane = try await test.makeUser("jane")
            return (jane, { try await services.administration.delete(jane.id, by: admin, from: client) })
        case .deleteOwn:
            let jane = try await test.makeUser("jane")
            let caller = try await test.caller("jane")
            return (jane, { try await services.ownAccount.delete(caller, from: client) })
        }
    }

    private static var demotion: AccountChanges {
        var changes = AccountChanges()
        changes.isAdmin = false
        return changes
    }

    private static var edit: AccountChanges {
        var changes = AccountChanges()
        changes.displayName = .set("Jane Doe")
        changes.password = .set(newPassword)
        return changes
    }
}
