import DocumentStore
import TestSupport
import Testing

@testable import Accounts

/// Audit entries on their way from an account's outbox to the audit, with a writer between the steps.
@Suite struct OutboxWorkerTests {
    @Test(arguments: TestEngine.allCases)
    func `Stored entries leave with the account's next change`(engine: TestEngine) async throws {
        let account = try await BusyAccount(engine)
        try await account.change()
        #expect(await account.worker.deliverRound())
        let stored = try await account.audited()
        #expect(stored.count == 1)
        #expect(try await account.stored().auditIDs.count == 1)

        try await account.change()
        #expect(try await account.stored().auditIDs.count == 1)
        #expect(await account.worker.deliverRound())
        #expect(await !account.worker.deliverRound())
        #expect(try await account.stored().outbox.isEmpty)
        let all = try await account.audited()
        #expect(all.count == 2 && all.isSuperset(of: stored))
    }

    @Test(arguments: TestEngine.allCases)
    func `A change that changes nothing writes nothing, also where stored entries wait`(
        engine: TestEngine
    ) async throws {
        let account = try await BusyAccount(engine)
        try await account.change()
        #expect(await account.worker.deliverRound())
        let before = try await account.stored()
        _ = account.store.takeOperations()
        _ = try await account.worker.directory.update(before.id, by: .commandLine) { _ in }
        _ = try await account.worker.directory.updateStanding(before.id, by: .commandLine) { _ in }
        #expect(account.store.takeOperations().allSatisfy { !$0.isWrite })
        #expect(try await account.stored().revision == before.revision)
        #expect(before.auditIDs.count == 1)
    }

    @Test(
        arguments: TestEngine.allCases,
        [.page("users"), .insert("audit"), .findByID("users"), .replace("users")] as [CountingStore.Operation])
    func `A change before any step of a round loses no entry and doubles none`(
        engine: TestEngine, step: CountingStore.Operation
    ) async throws {
        let account = try await BusyAccount(engine)
        try await account.change()
        for _ in 0..<3 {
            account.store.interruptNext(step) { try? await account.change() }
            await account.worker.deliverRound()
        }
        account.store.interruptNext(step) {}
        await account.worker.deliverEntries()
        #expect(try await account.stored().outbox.isEmpty)
        #expect(account.changes > 1)
        #expect(try await account.audited().count == account.changes)
    }

    @Test(arguments: TestEngine.allCases)
    func `A delivery ends beside a writer, and what came before it is stored`(engine: TestEngine) async throws {
        let account = try await BusyAccount(engine)
        try await account.change()
        account.changeBeforeLooks(upTo: 20)
        await account.worker.deliverEntries()
        // One more before each of its two looks.
        #expect(account.changes == 3)
        #expect(try await account.audited().count == 3)
    }
}
