import DocumentStore
import TestSupport
import Testing

@testable import Accounts

@Suite struct WriteMarksTests {
    @Test(arguments: TestEngine.allCases)
    func `A change whose answer was lost, and that others wrote on top of, is not made twice`(
        engine: TestEngine
    ) async throws {
        let store = OvertakenStore(try await engine.makeStore())
        let accounts = DocumentCollection<Account>(AccountSchema.users, in: store)
        let account = Account(namespace: .default, username: "jane", createdAt: TestClock().now)
        try await accounts.insert(account)
        for version in 2...20 as ClosedRange<Int64> {
            store.overtakeNext()
            let changed = try #require(try await accounts.update(account.id) { $0.version += 1 })
            #expect(changed.version == version && changed.revision == version * 2 - 1)
            #expect(try await accounts.find(account.id)?.version == version)
        }
        // As many are kept as come before an answer that is looked for.
        let stored = try #require(try await accounts.find(account.id))
        #expect(stored.writeMarks.bytes.count == 64)
        #expect(try Account(bson: stored.bson).writeMarks == stored.writeMarks)
    }
}
