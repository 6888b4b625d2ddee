import DocumentStore
import Testing

@Suite("Contract: preparation")
struct PreparationContractTests {
    private let plain = CollectionDefinition(name: "people", indexes: [.byID])

    @Test("Preparing again, and from several instances at once, is safe", arguments: Engine.allCases)
    func repeated(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let stores = [try database.open(), try database.open(), try database.open()]
            try await withThrowingTaskGroup { group in
                for store in stores { group.addTask { try await store.prepare([people]) } }
                try await group.waitForAll()
            }
            try await stores[0].prepare([people])
            try await stores[0].insert(person(1, ["badge": 1]), into: people)
            await #expect(throws: StoreError.duplicateKey(index: "badge")) {
                try await stores[1].insert(person(2, ["badge": 1]), into: people)
            }
            for store in stores { await store.close() }
        }
    }

    @Test("A new index has the documents that were there before", arguments: Engine.allCases)
    func backfill(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let store = try database.open()
            try await store.prepare([plain])
            for id in 1...30 as ClosedRange<Int64> {
                let fields: BSONDocument = ["badge": .int64(id), "name": .int64(-id), "words": [.string("w\(id)")]]
                try await store.insert(person(id, fields), into: plain)
            }
            try await store.prepare([people])
            #expect(try await store.find(7, by: .badge, in: people)?["_id"] == 7)
            #expect(try await store.ids(PageQuery(along: .byName, limit: 3)) == [30, 29, 28])
            let filter = PageQuery.Filter.hasPrefix(index: .words, prefix: "w1")
            #expect(try await store.count(PageQuery(along: .byName, filters: [filter], limit: 1), in: people) == 11)
            await #expect(throws: StoreError.duplicateKey(index: "badge")) {
                try await store.insert(person(99, ["badge": 30]), into: people)
            }
            await store.close()
        }
    }

    @Test("A unique index over documents that collide is refused by its name", arguments: Engine.allCases)
    func collidingBackfill(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let store = try database.open()
            try await store.prepare([plain])
            for id in [1, 2] as [Int64] { try await store.insert(person(id, ["badge": "same"]), into: plain) }
            await #expect(throws: StoreError.duplicateKey(index: "badge")) { try await store.prepare([people]) }
            try await store.insert(person(3), into: plain)
            #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: plain) == 3)
            await store.close()
        }
    }

    @Test("An instance that does not know a new index maintains it all the same", arguments: Engine.allCases)
    func olderInstance(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let older = try database.open()
            try await older.prepare([plain])
            try await older.insert(person(1, ["badge": "a"]), into: plain)
            let newer = try database.open()
            try await newer.prepare([people])
            try await older.insert(person(2, ["badge": "b"]), into: plain)
            #expect(try await newer.find("b", by: .badge, in: people)?["_id"] == 2)
            await #expect(throws: StoreError.duplicateKey(index: "badge")) {
                try await older.insert(person(3, ["badge": "a"]), into: plain)
            }
            await older.close()
            await newer.close()
        }
    }

    @Test("So it does where it inserts many documents at once", arguments: Engine.allCases)
    func olderInstanceInsertsMany(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let older = try database.open()
            try await older.prepare([plain])
            try await older.insert(person(1, ["badge": "a"]), into: plain)
            let newer = try database.open()
            try await newer.prepare([people])
            let outcomes = try await older.insert(
                [person(2, ["badge": "b", "name": "Z"]), person(3, ["badge": "a"]), person(4, ["name": "A"])],
                into: plain)
            #expect(outcomes == [nil, .duplicateKey(index: "badge"), nil])
            #expect(try await newer.find("b", by: .badge, in: people)?["_id"] == 2)
            #expect(try await newer.ids(PageQuery(along: .byName, from: "", limit: 9)) == [4, 2])
            await older.close()
            await newer.close()
        }
    }

    @Test("What was stored is there when the store is opened again", arguments: Engine.allCases)
    func reopen(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let first = try database.open()
            try await first.prepare([people])
            try await first.insert(person(1, ["name": "Jane"]), into: people)
            await first.close()
            let second = try database.open()
            try await second.prepare([people])
            #expect(try await second.find(id: 1, in: people) == person(1, ["name": "Jane"]))
            #expect(try await second.count(PageQuery(along: .byID, limit: 1), in: people) == 1)
            await second.close()
        }
    }
}
