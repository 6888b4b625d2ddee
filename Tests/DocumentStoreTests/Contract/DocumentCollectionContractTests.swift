import DocumentStore
import Testing

@Suite("Contract: DocumentCollection")
struct DocumentCollectionContractTests {
    private enum CounterError: StoreErrorConvertible, Equatable {
        case refused
        case store(StoreError)

        init(_ error: StoreError) {
            self = .store(error)
        }
    }

    @Test("An update returns what is stored, and nil for a document that isn't there", arguments: Engine.allCases)
    func update(engine: Engine) async throws {
        try await engine.withStore { store in
            let counters = DocumentCollection<Counter>(people, in: store)
            let counter = Counter()
            try await counters.insert(counter)
            let updated = try #require(try await counters.update(counter.id) { $0.count = 5 })
            #expect(updated.count == 5)
            #expect(updated.revision == 2)
            #expect(try await counters.find(counter.id)?.bson == updated.bson)
            #expect(try await counters.update(.generate()) { $0.count = 5 } == nil)
        }
    }

    @Test("An update that changes nothing writes nothing", arguments: Engine.allCases)
    func idleUpdate(engine: Engine) async throws {
        try await engine.withStore { store in
            let counters = DocumentCollection<Counter>(people, in: store)
            let counter = Counter()
            try await counters.insert(counter)
            #expect(try await counters.update(counter.id) { $0.count = 0 }?.revision == 1)
            #expect(try await counters.find(counter.id)?.revision == 1)
        }
    }

    @Test("A change throws the domain's error, and the store's in the domain's terms", arguments: Engine.allCases)
    func errors(engine: Engine) async throws {
        try await engine.withStore { store in
            let counters = DocumentCollection<Counter>(people, in: store)
            var first = Counter()
            first.badge = "taken"
            let second = Counter()
            try await counters.insert(first)
            try await counters.insert(second)
            await #expect(throws: CounterError.refused) {
                try await counters.update(second.id) { counter throws(CounterError) in
                    counter.count = 9
                    throw .refused
                }
            }
            await #expect(throws: CounterError.store(.duplicateKey(index: "badge"))) {
                try await counters.update(second.id) { counter throws(CounterError) in counter.badge = "taken" }
            }
            #expect(try await counters.find(second.id)?.bson == second.bson)
        }
    }

    @Test("Documents are paged, counted and deleted; one that can't be read is told apart", arguments: Engine.allCases)
    func others(engine: Engine) async throws {
        try await engine.withStore { store in
            let counters = DocumentCollection<Counter>(people, in: store)
            let all = (0..<3).map { _ in Counter() }
            for counter in all { try await counters.insert(counter) }
            let page = try await counters.page(PageQuery(along: .byID, limit: 2))
            #expect(page.documents.map(\.id) == [all[0].id, all[1].id])
            #expect(page.next == PageCursor(key: [], id: .objectID(all[1].id)))
            #expect(try await counters.count(PageQuery(along: .byID, limit: 1)) == 3)
            #expect(try await counters.delete(all[0].id, ifRevision: 1))
            #expect(try await counters.find(all[0].id) == nil)
            let id = ObjectID.generate()
            try await store.insert(["_id": .objectID(id), "revision": 1], into: people)
            let error = await #expect(throws: StoreError.self) { try await counters.find(id) }
            guard case .unreadable = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("What is kept decoded is never older than what was acknowledged", arguments: Engine.allCases)
    func freshness(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let stores = [try database.open(), try database.open()]
            try await stores[0].prepare([people])
            let counter = Counter()
            let collections = stores.map { DocumentCollection<Counter>(people, in: $0, decodedCapacity: 8) }
            try await collections[0].insert(counter)
            for round in 1...200 as ClosedRange<Int64> {
                // The instances take turns to write, and both read at once, many at a time.
                let writer = collections[Int(round % 2)]
                _ = try await writer.update(counter.id) { $0.count = round }
                let counts = try await withThrowingTaskGroup(of: Int64?.self) { group in
                    for reader in 0..<8 {
                        group.addTask { try await collections[reader % 2].find(counter.id)?.count }
                    }
                    return try await group.reduce(into: Set<Int64?>()) { $0.insert($1) }
                }
                #expect(counts == [round])
            }
            for store in stores { await store.close() }
        }
    }
}
