import DocumentStore
import Testing
import ThreadPool

@testable import MongoStore

/// What becomes of replacements whose batch meets a failure.
extension MongoFaultTests {
    @Test func eachOfManyReplacementsIsMadeOnceThroughALostPrimary() async throws {
        for (failure, times) in Self.passing {
            try await TestMongo.withFailures(["update"], times: times, failure) { store, arm in
                try await store.prepare([things])
                let ids = (0..<40).map { BSONValue.string("thing \($0)") }
                for id in ids { try await store.insert(["_id": id, "revision": 1], into: things) }
                try await arm()
                // Of two for each document one loses, but for a repetition, which can't be told from a winner of the same content.
                let replaced = await MongoReplacementTests.replaceAll((ids + ids).map { ($0, "new", 1) }, store)
                #expect(replaced[nil] == nil)
                #expect((replaced[.replaced] ?? 0) >= 40)
                for id in ids {
                    #expect(try await store.find(id: id, in: things)?["revision"]?.intValue == 2)
                }
            }
        }
    }

    @Test func aSharedReplacementWhoseAnswerWasLostIsNoLostRace() async throws {
        try await TestMongo.withFailures(["update"], times: 2, ["closeConnection": true]) { store, arm in
            try await store.prepare([things])
            try await store.insert(["_id": "a", "revision": 2], into: things)
            try await arm()
            #expect(try await store.replace(["_id": "a", "revision": 2], ifRevision: 1, in: things))
            try await arm()
            #expect(try await !store.replace(["_id": "a", "revision": 2, "name": "x"], ifRevision: 1, in: things))
        }
    }

    private static let slow: BSONDocument = ["blockConnection": true, "blockTimeMS": .int32(1500)]

    @Test func whatARepeatedBatchHasMadeDoesNotWaitForWhatItMustLookUp() async throws {
        try await TestMongo.withFailures(["find"], times: 100, Self.slow) { store, arm in
            try await store.prepare([things])
            let ids = (0..<6).map { BSONValue.string("thing \($0)") }
            try await store.insert(["_id": ids[0], "revision": 1], into: things)
            // These stand for what the first attempt left, but for the last one.
            for id in ids[1..<5] { try await store.insert(["_id": id, "revision": 2, "name": "new"], into: things) }
            try await store.insert(["_id": ids[5], "revision": 2, "name": "another"], into: things)
            let batch = try ids.map { id in
                let document: BSONDocument = ["revision": 2, "name": "new", "_id": id]
                return try Self.repeated(document, id: id, until: .now + .seconds(60))
            }
            try await arm()
            let start = ContinuousClock.now
            try store.operations.start { Replacement.perform(batch, in: things.name, by: store.operations) }
            #expect(try await batch[0].answer.value {}.get())
            let others = batch.dropFirst().count { $0.answer.isWanted }
            #expect(others == 5)
            for replacement in batch[1..<5] { #expect(try await replacement.answer.value {}.get()) }
            #expect(try await !batch[5].answer.value {}.get())
            // They share a look.
            #expect(ContinuousClock.now - start < .seconds(4))
        }
    }

    @Test func whatIsLateIsNotLookedUp() async throws {
        try await TestMongo.withFailures(["find"], times: 1, Self.slow) { store, arm in
            try await store.prepare([things])
            let document: BSONDocument = ["_id": "a", "revision": 2]
            try await store.insert(document, into: things)
            let late = try Self.repeated(document, id: "a", until: .now)
            try await arm()
            try store.operations.start { Replacement.perform([late], in: things.name, by: store.operations) }
            let outcome = try await late.answer.value {}
            #expect(throws: DriverError.self) { try outcome.get() }
        }
    }

    /// An attempt, after one whose answer was lost, to replace revision 1.
    private static func repeated(
        _ document: BSONDocument, id: BSONValue, until deadline: ContinuousClock.Instant
    ) throws -> Replacement {
        let attempt = OperationRunner.Attempt(
            isRepeated: true, deadline: deadline, pass: try OperationGate().enter())
        return Replacement(document: document, id: id, revision: 1, attempt: attempt, answer: Replacement.Answer())
    }
}
