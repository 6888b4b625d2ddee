import DocumentStore
import Testing

@Suite("Contract: concurrency")
struct ConcurrencyContractTests {
    @Test("Of many who replace one revision at once, one wins", arguments: Engine.allCases)
    func compareAndSwap(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(person(1), into: people)
            let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
                for writer in 1...20 as ClosedRange<Int64> {
                    group.addTask {
                        try await store.replace(
                            ["_id": 1, "revision": 2, "writer": .int64(writer)], ifRevision: 1, in: people)
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(wins == 1)
            #expect(try await store.find(id: 1, in: people)?["revision"] == 2)
        }
    }

    @Test("No update is lost when many change one document at once", arguments: Engine.allCases)
    func updates(engine: Engine) async throws {
        try await engine.withStore { store in
            let counters = DocumentCollection<Counter>(people, in: store)
            let counter = Counter()
            try await counters.insert(counter)
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask { _ = try await counters.update(counter.id) { $0.count += 1 } }
                }
                try await group.waitForAll()
            }
            let stored = try #require(try await counters.find(counter.id))
            #expect(stored.count == 20)
            #expect(stored.revision == 21)
        }
    }

    @Test("Readers see whole documents beside writers, and entries that fit them", arguments: Engine.allCases)
    func readers(engine: Engine) async throws {
        try await engine.withStore { store in
            let text = { @Sendable (revision: Int64) in BSONValue.string(String(repeating: "\(revision) ", count: 2000))
            }
            try await store.insert(person(1, ["text": text(1), "identifiers": ["jane", 1]]), into: people)
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for revision in 1..<100 as Range<Int64> {
                        let next: BSONDocument = [
                            "_id": 1, "revision": .int64(revision + 1), "text": text(revision + 1),
                            "identifiers": ["jane", .int64(revision + 1)],
                        ]
                        let isReplaced = try await store.replace(next, ifRevision: revision, in: people)
                        #expect(isReplaced)
                    }
                }
                for _ in 0..<4 {
                    group.addTask {
                        var last: Int64 = 0
                        while last < 100 {
                            let found = try #require(try await store.find("jane", by: .identifiers, in: people))
                            let revision = try #require(found["revision"]?.intValue)
                            #expect(revision >= last)
                            #expect(found["text"] == text(revision))
                            #expect(found["identifiers"] == ["jane", .int64(revision)])
                            last = revision
                            await Task.yield()
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
