import DocumentStore
import Synchronization
import Testing
import ThreadPool

@Suite("Contract: snapshots") struct SnapshotContractTests {
    private static let notes = CollectionDefinition(name: "notes", indexes: [])
    private static let missing = CollectionDefinition(name: "missing", indexes: [])

    @Test("All documents of the collections come, of one that is not there none", arguments: Engine.allCases)
    func all(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.prepare([Self.notes])
            let persons = (0..<300).map { person($0, ["name": .string("n\($0)"), "unknown": ["a": [1, .null]]]) }
            _ = try await store.insert(persons, into: people)
            try await store.insert(["_id": "b"], into: Self.notes)
            try await store.insert(["_id": .objectID(.generate())], into: Self.notes)
            let seen = try await store.everything(in: [people, Self.missing, Self.notes])
            #expect(Set(seen[0]) == Set(persons) && seen[0].count == persons.count)
            #expect(seen[1].isEmpty && seen[2].count == 2)
        }
    }

    @Test("What is written once the walk has begun is not seen", arguments: Engine.allCases)
    func oneMoment(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.prepare([Self.notes])
            // Several of MongoDB's answers, the first of which has 101 documents.
            let persons = (0..<3000).map { person($0, ["name": "old"]) }
            for batch in [persons[..<1500], persons[1500...]] { _ = try await store.insert(Array(batch), into: people) }
            let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
            let gate = Semaphore()
            async let walk = {
                defer { beginning.finish() }
                return try await store.everything(in: [people, Self.notes]) {
                    beginning.finish()
                    gate.wait()
                }
            }()
            for await _ in begun {}
            let writes = await Result {
                try await store.insert(["_id": "new"], into: Self.notes)
                for id in 2000..<2100 as Range<Int64> {
                    let next = person(id, ["name": "new"]).replacing("revision", by: 2)
                    #expect(try await store.replace(next, ifRevision: 1, in: people))
                    #expect(try await store.delete(id: .int64(id + 500), ifRevision: 1, in: people))
                    try await store.insert(person(id + 5000), into: people)
                }
            }
            gate.signal()
            try writes.get()
            let seen = try await walk
            #expect(Set(seen[0]) == Set(persons) && seen[0].count == persons.count)
            #expect(seen[1].isEmpty)
            #expect(try await store.everything(in: [people, Self.notes]).map(\.count) == [3000, 1])
        }
    }

    @Test("The walk ends when it is told to", arguments: Engine.allCases)
    func end(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.insert((0..<200).map { person($0) }, into: people)
            let count = Atomic(0)
            try await store.readSnapshot(of: [people, people]) { _, _ in
                count.add(1, ordering: .relaxed).newValue < 150
            }
            #expect(count.load(ordering: .relaxed) == 150)
        }
    }

    @Test("A closed store has no snapshots", arguments: Engine.allCases)
    func closed(engine: Engine) async throws {
        try await engine.withStore { store in
            await store.close()
            await #expect(throws: StoreError.closed) { try await store.readSnapshot(of: [people]) { _, _ in true } }
        }
    }
}

extension DocumentStore {
    /// The documents of a snapshot, by collection; `first` is called once, before the first one is taken.
    func everything(
        in collections: [CollectionDefinition], first: @escaping @Sendable () -> Void = {}
    ) async throws -> [[BSONDocument]] {
        let seen = Seen(collections.count)
        try await readSnapshot(of: collections) { place, document in
            if seen.documents.withLock({ $0.allSatisfy(\.isEmpty) }) { first() }
            seen.documents.withLock { $0[place].append(document) }
            return true
        }
        return seen.documents.withLock { $0 }
    }
}

private final class Seen: Sendable {
    let documents: Mutex<[[BSONDocument]]>

    init(_ count: Int) {
        documents = Mutex(Array(repeating: [], count: count))
    }
}
