import DocumentStore
import Logging
import Synchronization
import Testing

@testable import MongoStore

/// Lookups by `_id` that share commands.
@Suite struct MongoLookupTests {
    /// Ids of both types that share commands, of one that doesn't, and two strings that Swift takes for equal.
    private static let ids: [BSONValue] =
        (0..<100).map { _ in .objectID(.generate()) } + (0..<100).map { .string("user \($0)") }
        + (0..<20).map { .int64($0) } + ["caf\u{E9}", "cafe\u{301}", "", "a\u{0}b", ["x": 1]]
        + [.string(String(repeating: "x", count: 5000))]

    @Test func lookupsAtOnceGetTheirOwnDocumentsByFewCommands() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            for (place, id) in Self.ids.enumerated() {
                try await store.insert(["_id": id, "place": .int64(Int64(place))], into: things)
            }
            let before = try await store.findCount(of: things)
            let count = try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 {
                    for (place, id) in Self.ids.enumerated() {
                        group.addTask {
                            let found = try await store.find(id: id, in: things)
                            #expect(found == ["_id": id, "place": .int64(Int64(place))])
                        }
                        group.addTask {
                            for id in [BSONValue.objectID(.generate()), .string("nobody \(place)")] {
                                let found = try await store.find(id: id, in: things)
                                #expect(found == nil)
                            }
                        }
                    }
                }
                try await group.waitForAll()
                return 30 * Self.ids.count
            }
            #expect(try await store.findCount(of: things) - before < count / 3)
        }
    }

    @Test func equalsOfAnotherTypeAreNotTheSame() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            let id = ObjectID.generate()
            try await store.insert(["_id": .objectID(id)], into: things)
            try await store.insert(["_id": "caf\u{E9}"], into: things)
            for id: BSONValue in [.string("\(id)"), "cafe\u{301}", .javaScript("caf\u{E9}")] {
                #expect(try await store.find(id: id, in: things) == nil)
            }
        }
    }

    @Test func answersBeyondTheServersLimitAreComplete() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            let text = BSONValue.string(String(repeating: "x", count: 2_000_000))
            let ids = (0..<12).map { BSONValue.string("\($0)") }
            for id in ids { try await store.insert(["_id": id, "text": text], into: things) }
            await withTaskGroup(of: Void.self) { group in
                for id in ids + ids {
                    group.addTask {
                        let found = try? await store.find(id: id, in: things)
                        #expect(found == ["_id": id, "text": text])
                    }
                }
            }
        }
    }

    @Test func aKnownDocumentComesBackItselfWhileItIsStored() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            let document: BSONDocument = ["_id": "a", "revision": 1]
            try await store.insert(document, into: things)
            let known = try #require(try await store.find(id: "a", in: things))
            let again = try #require(try await store.find(id: "a", in: things, known: known))
            #expect(again.address == known.address)
            let next: BSONDocument = ["_id": "a", "revision": 2]
            #expect(try await store.replace(next, ifRevision: 1, in: things))
            #expect(try await store.find(id: "a", in: things, known: known) == next)
        }
    }

    /// Readers that never pause keep batches on their way at all times; each knows what was acknowledged before it asked.
    @Test(arguments: [BSONValue.objectID(.generate()), "jane"])
    func noLookupAnswersWithLessThanWasAcknowledgedBeforeIt(id: BSONValue) async throws {
        let last: Int64 = 300
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            try await store.insert(["_id": id, "revision": 0], into: things)
            let acknowledged = Tally()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        var known: BSONDocument?
                        var floor: Int64
                        repeat {
                            floor = acknowledged.value.load(ordering: .sequentiallyConsistent)
                            known = try await store.find(id: id, in: things, known: known)
                            let revision = try #require(known?["revision"]?.intValue)
                            #expect(revision >= floor)
                        } while floor < last
                    }
                }
                for revision in 1...last {
                    let next: BSONDocument = ["_id": id, "revision": .int64(revision)]
                    #expect(try await store.replace(next, ifRevision: revision - 1, in: things))
                    acknowledged.value.store(revision, ordering: .sequentiallyConsistent)
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func cancelledLookupsLeaveTheOthersAlone() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            try await store.insert(["_id": "a"], into: things)
            for _ in 0..<20 {
                let lookups = (0..<200).map { _ in Task { try await store.find(id: "a", in: things) } }
                for (place, lookup) in lookups.enumerated() where place % 2 == 0 { lookup.cancel() }
                for (place, lookup) in lookups.enumerated() {
                    do {
                        #expect(try await lookup.value == ["_id": "a"])
                    } catch {
                        #expect(error as? StoreError == .cancelled && place % 2 == 0)
                    }
                }
            }
        }
    }

    @Test func closingUnderLoadAnswersEveryLookup() async throws {
        for _ in 0..<5 {
            let store = try MongoStore(uri: TestMongo.uri(), logger: Logger(label: "test"))
            let answers = Tally()
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        await #expect(throws: StoreError.closed) {
                            while true {
                                _ = try await store.find(id: .string("\(number)"), in: things)
                                answers.value.add(1, ordering: .relaxed)
                            }
                        }
                    }
                }
                while answers.value.load(ordering: .relaxed) < 1000 { await Task.yield() }
                await store.close()
            }
            await #expect(throws: StoreError.closed) { _ = try await store.find(id: "a", in: things) }
        }
    }

    @Test func aLookupAloneTakesNoLongerThanAFind() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            var times: [[Duration]] = [[], []]
            for _ in 0..<300 {
                // A number is looked up by a command of its own.
                for (place, id) in [BSONValue.string("a"), 1].enumerated() {
                    let time = try await ContinuousClock().measure { _ = try await store.find(id: id, in: things) }
                    times[place].append(time)
                }
            }
            let medians = times.map { $0.sorted()[$0.count / 2] }
            #expect(medians[0] < medians[1] * 2)
        }
    }
}

/// A number that tasks share.
private final class Tally: Sendable {
    let value = Atomic<Int64>(0)
}

extension BSONDocument {
    fileprivate var address: UnsafePointer<UInt8>? { bytes.withUnsafeBufferPointer { $0.baseAddress } }
}

extension MongoStore {
    /// How many `find` commands the server has run on the collection.
    fileprivate func findCount(of collection: CollectionDefinition) async throws -> Int {
        let answer = try await command([
            "aggregate": .string(collection.name), "cursor": [:], "pipeline": [["$collStats": ["latencyStats": [:]]]],
        ])
        let stats = answer["cursor"]?.documentValue?["firstBatch"]?.arrayValue?.first?.documentValue?["latencyStats"]
        return Int(try #require(stats?.documentValue?["reads"]?.documentValue?["ops"]?.intValue))
    }
}
