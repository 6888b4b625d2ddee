import DocumentStore
import Testing

@Suite("Contract: unique indexes")
struct UniqueIndexContractTests {
    @Test("A taken key is refused by its index's name, and nothing is changed", arguments: Engine.allCases)
    func duplicates(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(person(1, ["identifiers": ["a", "b"], "badge": 7]), into: people)
            await #expect(throws: StoreError.duplicateKey(index: "_id")) {
                try await store.insert(person(1), into: people)
            }
            await #expect(throws: StoreError.duplicateKey(index: "identifiers")) {
                try await store.insert(person(2, ["identifiers": ["c", "b"]]), into: people)
            }
            await #expect(throws: StoreError.duplicateKey(index: "badge")) {
                try await store.insert(person(3, ["badge": .double(7)]), into: people)
            }
            // What a refused insert claimed is free.
            try await store.insert(person(4, ["identifiers": ["c", "c"], "badge": 8]), into: people)
            await #expect(throws: StoreError.duplicateKey(index: "identifiers")) {
                _ = try await store.replace(
                    ["_id": 4, "revision": 2, "identifiers": ["d", "a"]], ifRevision: 1, in: people)
            }
            #expect(try await store.find("d", by: .identifiers, in: people) == nil)
            #expect(try await store.find("c", by: .identifiers, in: people)?["revision"] == 1)
            #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == 2)
        }
    }

    @Test("A document is found by each of its keys, and no longer by those it gave up", arguments: Engine.allCases)
    func find(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(person(1, ["identifiers": ["a", "ä", "A\0"], "badge": "x"]), into: people)
            for key in ["a", "ä", "A\0"] {
                #expect(try await store.find(.string(key), by: .identifiers, in: people)?["_id"] == 1)
            }
            for key in ["A", "", "aa"] {
                #expect(try await store.find(.string(key), by: .identifiers, in: people) == nil)
            }
            #expect(try await store.find(1, by: .identifiers, in: people) == nil)
            let next: BSONDocument = ["_id": 1, "revision": 2, "identifiers": ["a", "new"]]
            #expect(try await store.replace(next, ifRevision: 1, in: people))
            #expect(try await store.find("ä", by: .identifiers, in: people) == nil)
            #expect(try await store.find("x", by: .badge, in: people) == nil)
            #expect(try await store.find("new", by: .identifiers, in: people) == next)
            #expect(try await store.delete(id: 1, ifRevision: 2, in: people))
            try await store.insert(person(2, ["identifiers": ["a", "new", "ä"], "badge": "x"]), into: people)
        }
    }

    @Test("Documents without the field don't collide, those with a null do", arguments: Engine.allCases)
    func sparse(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(all: [person(1), person(2), person(3, ["badge": .null])])
            await #expect(throws: StoreError.duplicateKey(index: "badge")) {
                try await store.insert(person(4, ["badge": .null]), into: people)
            }
            #expect(try await store.find(.null, by: .badge, in: people)?["_id"] == 3)
        }
    }

    @Test("Of many who insert one key at once, one wins", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withStore { store in
            let outcomes = await withTaskGroup(of: StoreError?.self) { group in
                for id in 1...32 as ClosedRange<Int64> {
                    group.addTask {
                        do throws(StoreError) {
                            try await store.insert(person(id, ["identifiers": ["jane", .int64(id)]]), into: people)
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                return await group.reduce(into: [StoreError?]()) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.filter { $0 == .duplicateKey(index: "identifiers") }.count == 31)
            let count = try await store.count(PageQuery(along: .byID, limit: 1), in: people)
            #expect(count == 1)
        }
    }
}
