import DocumentStore
import Testing

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
}
