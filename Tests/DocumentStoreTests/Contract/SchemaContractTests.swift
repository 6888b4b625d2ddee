import DocumentStore
import Testing

@Suite("Contract: StoreSchema")
struct SchemaContractTests {
    private static let old = StoreSchema(version: 1, collections: [people])

    /// Version 2 gives every document a greeting; `before` is called in front of each change.
    private static func new(before: @escaping @Sendable (Int64) throws(StoreError) -> Void = { _ in }) -> StoreSchema {
        let greet = Migration(version: 2, name: "greet") { context throws(StoreError) in
            try await context.updateAll(of: people, along: .byID) { document throws(StoreError) in
                if document["greeting"] != nil { return nil }
                try before(document["_id"]?.intValue ?? 0)
                return document.replacing("greeting", by: "hello")
            }
        }
        return StoreSchema(version: 2, collections: [people], migrations: [greet])
    }

    private func fill(_ store: any DocumentStore, count: Int64 = 250) async throws {
        try await Self.old.apply(to: store)
        try await withThrowingTaskGroup { group in
            for id in 1...count { group.addTask { try await store.insert(person(id), into: people) } }
            try await group.waitForAll()
        }
    }

    private func expectGreeted(_ store: any DocumentStore, count: Int = 250) async throws {
        let greeted = PageQuery(along: .byID, filters: [.equals(field: "greeting", "hello")], limit: 1)
        #expect(try await store.count(greeted, in: people) == count)
        let raised = PageQuery(along: .byID, filters: [.equals(field: "revision", 2)], limit: 1)
        #expect(try await store.count(raised, in: people) == count)
    }

    @Test("A store of an older version is migrated, once", arguments: Engine.allCases)
    func migration(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let store = try database.open()
            try await fill(store)
            try await Self.new().apply(to: store)
            try await expectGreeted(store)
            try await Self.new { _ throws(StoreError) in throw .corrupt("ran again") }.apply(to: store)
            await store.close()
        }
    }

    @Test("Of several instances that start at once one migrates, and all wait for it", arguments: Engine.allCases)
    func instances(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let first = try database.open()
            try await fill(first)
            let changes = Recorder<Int64>()
            let stores = [first, try database.open(), try database.open(), try database.open()]
            try await withThrowingTaskGroup { group in
                for store in stores {
                    group.addTask {
                        let schema = Self.new { id throws(StoreError) in changes.append(id) }
                        try await schema.apply(to: store, lease: .seconds(5))
                        try await expectGreeted(store)
                    }
                }
                try await group.waitForAll()
            }
            #expect(changes.values.sorted() == Array(1...250))
            for store in stores { await store.close() }
        }
    }

    @Test("A migration that failed half-way goes on where it was", arguments: Engine.allCases)
    func resumed(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let store = try database.open()
            try await fill(store)
            await #expect(throws: StoreError.corrupt("half-way")) {
                try await Self.new { id throws(StoreError) in
                    if id == 150 { throw .corrupt("half-way") }
                }.apply(to: store)
            }
            let seen = Recorder<Int64>()
            try await Self.new { id throws(StoreError) in seen.append(id) }.apply(to: store)
            #expect(seen.values == Array(150...250))
            try await expectGreeted(store)
            await store.close()
        }
    }

    @Test("A lease whose owner died is taken over when it ends, not before", arguments: Engine.allCases)
    func takeOver(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let store = try database.open()
            try await fill(store, count: 10)
            let metadata = CollectionDefinition(name: "store_metadata", indexes: [])
            let record = try #require(try await store.find(id: "schema", in: metadata))
            let expiry = BSONDateTime.now + .milliseconds(700)
            let abandoned =
                record.replacing("owner", by: .objectID(.generate())).replacing("expires_at", by: .dateTime(expiry))
                .replacing("revision", by: 100)
            let revision = try #require(record["revision"]?.intValue)
            #expect(try await store.replace(abandoned, ifRevision: revision, in: metadata))
            let times = Recorder<BSONDateTime>()
            try await Self.new { _ throws(StoreError) in
                times.append(.now)
            }.apply(to: store, lease: .milliseconds(500))
            #expect(try #require(times.values.first) >= expiry)
            try await expectGreeted(store, count: 10)
            await store.close()
        }
    }

    @Test("A lease is kept for as long as its owner lives, however long it takes", arguments: Engine.allCases)
    func renewal(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let first = try database.open()
            let second = try database.open()
            let runs = Recorder<Int>()
            let slow = Migration(version: 1, name: "slow") { _ throws(StoreError) in
                runs.append(1)
                do { try await Task.sleep(for: .seconds(18)) } catch { throw .cancelled }
            }
            let schema = StoreSchema(version: 1, collections: [people], migrations: [slow])
            async let one: Void = schema.apply(to: first, lease: .seconds(15))
            async let other: Void = schema.apply(to: second, lease: .seconds(15))
            _ = try await (one, other)
            #expect(runs.values == [1])
            await first.close()
            await second.close()
        }
    }

    @Test("A store of a newer version is refused", arguments: Engine.allCases)
    func tooNew(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let store = try database.open()
            try await Self.new().apply(to: store)
            await #expect(throws: StoreError.schemaTooNew(found: 2, supported: 1)) {
                try await Self.old.apply(to: store)
            }
            await store.close()
        }
    }
}
