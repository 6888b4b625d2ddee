import DocumentStore
import Logging
import Testing

@testable import MongoStore

/// One after the other: the server has one `failCommand`.
@Suite(.serialized) struct MongoFaultTests {
    /// Failures that pass, and how often the driver and the store together must try again.
    static let passing: [(BSONDocument, Int)] = [
        (["errorCode": .int32(10107)], 3),
        (["errorCode": .int32(91)], 1),
        (["closeConnection": true], 1),
    ]

    @Test(arguments: 0..<passing.count)
    func everyOperationOutlivesALostPrimary(failure: Int) async throws {
        let (failure, times) = Self.passing[failure]
        let commands = ["insert", "find", "update", "delete", "aggregate", "count"]
        try await TestMongo.withFailures(commands, times: times, failure) { store, arm in
            try await store.prepare([things])
            try await arm()
            try await store.insert(["_id": 1, "keys": ["a"], "revision": 1, "group": "g"], into: things)
            try await arm()
            #expect(try await store.find(id: 1, in: things)?["revision"] == 1)
            try await arm()
            #expect(try await store.find("a", by: things.declared("things_keys"), in: things) != nil)
            try await arm()
            #expect(try await store.replace(["_id": 1, "revision": 2, "group": "g"], ifRevision: 1, in: things))
            let query = PageQuery(along: things.declared("things_by_rank"), prefix: ["g"], limit: 5)
            try await arm()
            #expect(try await store.page(query, in: things).documents.count == 1)
            try await arm()
            #expect(try await store.count(query, in: things) == 1)
            try await arm()
            #expect(try await store.delete(id: 1, ifRevision: 2, in: things))
        }
    }

    @Test func anInsertWhoseAnswerWasLostSucceeds() async throws {
        try await TestMongo.withFailures(["insert"], times: 2, ["closeConnection": true]) { store, arm in
            try await store.prepare([things])
            let document: BSONDocument = ["name": "x", "_id": 1]
            // The stored document stands for the first attempt's effect.
            try await store.insert(document, into: things)
            try await arm()
            try await store.insert(document, into: things)
            try await arm()
            await #expect(throws: StoreError.duplicateKey(index: "_id")) {
                try await store.insert(["_id": 1, "name": "another"], into: things)
            }
        }
    }

    @Test func anInsertWhoseAnswerWasLostIsRecognisedWhateverBecameOfIt() async throws {
        try await TestMongo.withFailures(["insert"], times: 2, ["closeConnection": true]) { store, arm in
            try await store.prepare([things])
            let id = BSONValue.objectID(.generate())
            try await store.insert(["_id": id, "name": "changed", "revision": 2], into: things)
            try await arm()
            try await store.insert(["_id": id, "name": "x", "revision": 1], into: things)
            try await arm()
            await #expect(throws: StoreError.duplicateKey(index: "_id")) {
                try await store.insert(["_id": id, "name": "x", "revision": 2], into: things)
            }
        }
    }

    @Test func ofManyInsertsWhoseAnswerWasLostEachHasItsOutcome() async throws {
        try await TestMongo.withFailures(["insert"], times: 2, ["closeConnection": true]) { store, arm in
            try await store.prepare([things])
            let documents: [BSONDocument] = [["name": "x", "_id": 1], ["name": "y", "_id": 2]]
            // The first one stands for what the first attempt left.
            try await store.insert(documents[0], into: things)
            try await arm()
            #expect(try await store.insert(documents, into: things) == [nil, nil])
            try await arm()
            #expect(
                try await store.insert([["_id": 1, "name": "another"], ["_id": 3]], into: things)
                    == [.duplicateKey(index: "_id"), nil])
        }
    }

    /// What many are inserted of, imports and backups, brings its ids.
    @Test func ofManyInsertsOneWhoseIdWasTakenIsRefusedAfterALostAnswerToo() async throws {
        try await TestMongo.withFailures(["insert"], times: 2, ["closeConnection": true]) { store, arm in
            try await store.prepare([things])
            let id = BSONValue.objectID(.generate())
            try await store.insert(["_id": id, "name": "there before", "revision": 2], into: things)
            try await arm()
            #expect(
                try await store.insert([["_id": id, "name": "x", "revision": 1], ["_id": 2]], into: things)
                    == [.duplicateKey(index: "_id"), nil])
        }
    }

    /// After a crash that may be behind.
    @Test func whetherACollectionIsEmptyIsNotLeftToItsMetadata() async throws {
        try await TestMongo.withFailures(["count", "aggregate"], times: 1, ["errorCode": 13]) { store, arm in
            try await store.prepare([things])
            let all = PageQuery(along: things.declared("things_by_id"), limit: 1)
            try await arm()
            #expect(try await store.count(all, in: things) == 0)
            try await store.insert(["_id": 1], into: things)
            // Now it is asked.
            await #expect(throws: StoreError.self) { try await store.count(all, in: things) }
            #expect(try await store.count(all, in: things) == 1)
        }
    }

    @Test func aReplacementWhoseAnswerWasLostIsNoLostRace() async throws {
        try await TestMongo.withFailures(["update"], times: 2, ["closeConnection": true]) { store, arm in
            try await store.prepare([things])
            try await store.insert(["_id": 1, "revision": 2], into: things)
            try await arm()
            #expect(try await store.replace(["_id": 1, "revision": 2], ifRevision: 1, in: things))
            try await arm()
            #expect(try await !store.replace(["_id": 1, "revision": 2, "name": "x"], ifRevision: 1, in: things))
        }
    }

    @Test func aDeletionWhoseAnswerWasLostIsNoLostRace() async throws {
        try await TestMongo.withFailures(["delete"], times: 2, ["closeConnection": true]) { store, arm in
            try await store.prepare([things])
            try await arm()
            #expect(try await store.delete(id: 1, ifRevision: 1, in: things))
            try await store.insert(["_id": 1, "revision": 2], into: things)
            try await arm()
            #expect(try await !store.delete(id: 1, ifRevision: 1, in: things))
        }
    }

    @Test(arguments: [
        (Int32(13), "accessDenied"), (14031, "full"), (10334, "documentTooLarge"),
        (50, "unavailable"), (8_999_999, "unavailable"),
    ])
    func aServersRefusalIsToldAtOnce(code: Int32, name: String) async throws {
        try await TestMongo.withFailures(["insert"], times: 1, ["errorCode": .int32(code)]) { store, arm in
            try await store.prepare([things])
            try await arm()
            let refusal = await #expect(throws: StoreError.self) { try await store.insert(["_id": 1], into: things) }
            let isNamed = "\(try #require(refusal))".hasPrefix(name)
            #expect(isNamed)
            #expect(try await store.find(id: 1, in: things) == nil)
        }
    }

    private static let noMajority: BSONDocument = [
        "writeConcernError": ["code": .int32(64), "errmsg": "waiting for replication timed out"]
    ]

    /// Here the first attempt does take effect.
    @Test func aLateMajorityIsWaitedFor() async throws {
        try await TestMongo.withFailures(["insert", "update"], times: 2, Self.noMajority) { store, arm in
            try await store.prepare([things])
            try await arm()
            try await store.insert(["_id": 1, "revision": 1], into: things)
            try await arm()
            #expect(try await store.replace(["_id": 1, "revision": 2], ifRevision: 1, in: things))
        }
    }

    @Test func aMissingMajorityIsUnavailable() async throws {
        var options = MongoStoreOptions()
        options.operationTimeout = .seconds(1)
        try await TestMongo.withFailures(["insert"], times: 1000, Self.noMajority, options: options) { store, arm in
            try await store.prepare([things])
            try await arm()
            let refusal = await #expect(throws: StoreError.self) { try await store.insert(["_id": 1], into: things) }
            guard case .unavailable = refusal else {
                Issue.record("\(String(describing: refusal))")
                return
            }
        }
    }

    @Test func aServerThatIsNotThereIsUnavailableInTime() async throws {
        var options = MongoStoreOptions()
        options.operationTimeout = .seconds(1)
        options.serverSelectionTimeout = .milliseconds(300)
        options.pingTimeout = .milliseconds(200)
        let store = try MongoStore(
            uri: "mongodb://jane:s3cret@127.0.0.1:1/", options: options, logger: Logger(label: "test"))
        let clock = ContinuousClock()
        for operation in [
            { () async throws in try await store.ping() }, { _ = try await store.find(id: 1, in: things) },
        ] {
            let time = await clock.measure {
                let refusal = await #expect(throws: StoreError.self) { try await operation() }
                let text = String(describing: refusal)
                #expect(text.contains("unavailable") && !text.contains("s3cret"))
            }
            #expect(time < .seconds(2))
        }
        await store.close()
    }

    @Test func aWrongPasswordIsAccessDenied() async throws {
        let uri = try TestMongo.uri().replacing("mongodb://", with: "mongodb://jane:s3cret@")
        let store = try MongoStore(uri: uri, logger: Logger(label: "test"))
        let refusal = await #expect(throws: StoreError.self) { try await store.ping() }
        let text = String(describing: refusal)
        #expect(text.contains("accessDenied") && !text.contains("s3cret"))
        await store.close()
    }

    @Test func aCancelledOperationReturnsAtOnce() async throws {
        let failure: BSONDocument = ["blockConnection": true, "blockTimeMS": .int32(1500)]
        try await TestMongo.withFailures(["find"], times: 1, failure) { store, arm in
            try await store.prepare([things])
            try await arm()
            let finding = Task { try await store.find(id: 1, in: things) }
            try await Task.sleep(for: .milliseconds(100))
            let time = await ContinuousClock().measure {
                finding.cancel()
                let outcome = await finding.result
                #expect(throws: StoreError.cancelled) { try outcome.get() }
            }
            #expect(time < .seconds(1))
        }
    }
}
