import DocumentStore
import Synchronization
import TestSupport
import Testing

@testable import Accounts

/// An account that is changed again and again, in a store of its own.
final class BusyAccount: Sendable {
    let store: CountingStore
    let worker: OutboxWorker
    private let services: TestServices
    private let id: ObjectID
    private let count = Atomic(0)

    init(_ engine: TestEngine) async throws {
        store = CountingStore(try await engine.makeStore())
        services = try await TestServices(store)
        worker = services.services.worker.outbox
        let account = Account(namespace: .default, username: "jane", createdAt: services.clock.now)
        id = account.id
        try await worker.directory.insert(account)
    }

    /// How many changes were made, each of which leaves one entry.
    var changes: Int { count.load(ordering: .relaxed) }

    func change() async throws(AccountError) {
        let number = count.add(1, ordering: .relaxed).newValue
        try await worker.directory.update(id, by: .commandLine) { $0.profile.displayName = "\(number)" }
    }

    /// Has the account change before each of the next looks at outboxes.
    func changeBeforeLooks(upTo limit: Int) {
        store.interruptNext(.page("users")) { [weak self] in
            try? await self?.change()
            if limit > 1 { self?.changeBeforeLooks(upTo: limit - 1) }
        }
    }

    /// The account as it is stored.
    func stored() async throws -> Account {
        try #require(try await worker.directory.find(id))
    }

    /// The entries of the account that are in the audit.
    func audited() async throws -> Set<ObjectID> {
        let query = PageQuery(along: AuditSchema.byUser, prefix: [.objectID(id)], limit: 1000)
        return Set(try await worker.log.entries.page(query).documents.map(\.id))
    }
}
