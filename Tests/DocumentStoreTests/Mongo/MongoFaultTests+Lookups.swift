import CoreMetrics
import DocumentStore
import Logging
import Telemetry
import Testing

@testable import MongoStore

/// What becomes of lookups whose batch meets a failure, and of the others.
extension MongoFaultTests {
    private static let blocked: BSONDocument = ["blockConnection": true, "blockTimeMS": .int32(2000)]

    @Test(arguments: 0..<passing.count)
    func batchesOutliveALostPrimary(failure: Int) async throws {
        let (failure, times) = Self.passing[failure]
        try await TestMongo.withFailures(["find"], times: times, failure) { store, arm in
            try await store.prepare([things])
            try await store.insert(["_id": "a"], into: things)
            try await arm()
            let answers = await Self.lookUp(store, count: 200)
            #expect(answers == Array(repeating: .success(["_id": "a"]), count: 200))
        }
    }

    @Test func aBatchThatFailsForGoodFailsItsMembersAlone() async throws {
        try await TestMongo.withFailures(["find"], times: 1, ["errorCode": .int32(13)]) { store, arm in
            try await store.prepare([things])
            try await store.insert(["_id": "a"], into: things)
            try await arm()
            let answers = await Self.lookUp(store, count: 500)
            let failures = answers.count { if case .failure(.accessDenied) = $0 { true } else { false } }
            #expect((1...LookupBatch.limit).contains(failures))
            #expect(answers.count { $0 == .success(["_id": "a"]) } == 500 - failures)
        }
    }

    /// Two batches usually are on their way at a time.
    @Test(arguments: [1, 2, 3, 7])
    func slowBatchesHoldNobodyElseUp(count: Int) async throws {
        var options = MongoStoreOptions()
        options.database = "admin"
        let admin = try MongoStore(uri: TestMongo.uri(), options: options, logger: Logger(label: "test"))
        try await TestMongo.withFailures(["find"], times: count, Self.blocked) { store, arm in
            try await store.prepare([things])
            let id = BSONValue.string(TestMongo.uniqueName())
            try await store.insert(["_id": id], into: things)
            try await arm()
            var slow: [Task<BSONDocument?, any Error>] = []
            for number in 1...count {
                slow.append(Task { try await store.find(id: id, in: things) })
                while try await admin.runningFinds(of: id) < number { try await Task.sleep(for: .milliseconds(1)) }
            }
            let time = try await ContinuousClock().measure {
                let found = try await store.find(id: id, in: things)
                #expect(found == ["_id": id])
            }
            #expect(time < .seconds(1))
            for lookup in slow { #expect(try await lookup.value == ["_id": id]) }
        }
        await admin.close()
    }

    @Test func aCancelledLookupReturnsAtOnceAndItsBatchGoesOn() async throws {
        try await TestMongo.withFailures(["find"], times: 1, Self.blocked) { store, arm in
            try await store.prepare([things])
            try await store.insert(["_id": "a"], into: things)
            try await arm()
            let slow = (0..<100).map { _ in Task { try await store.find(id: "a", in: things) } }
            let time = try await ContinuousClock().measure {
                for lookup in slow.prefix(50) {
                    lookup.cancel()
                    _ = await lookup.result
                }
                let found = try await store.find(id: "a", in: things)
                #expect(found == ["_id": "a"])
            }
            #expect(time < .seconds(1))
            for lookup in slow.dropFirst(50) { #expect(try await lookup.value == ["_id": "a"]) }
        }
    }

    @Test func lookupsBeyondTheQueuesLimitAreRefusedAndTheMetricsTell() async throws {
        let registry = PrometheusRegistry()
        var options = MongoStoreOptions()
        options.queueLimit = 4
        try await withMetricsFactory(registry) {
            try await TestMongo.withFailures(["find"], times: 100, Self.blocked, options: options) { store, arm in
                try await store.prepare([things])
                try await store.insert(["_id": "a"], into: things)
                try await arm()
                let answers = await Self.lookUp(store, count: 200)
                let refused = answers.count { $0 == .failure(.overloaded) }
                #expect(refused > 0 && answers.count { $0 == .success(["_id": "a"]) } == 200 - refused)
                #expect(registry.shows("refusals_total", refused))
                #expect(registry.shows("wait_seconds_count", 200 - refused))
                #expect(registry.shows("queue_length", 0))
            }
        }
    }

    /// What `count` lookups of `a` at once return or throw.
    private static func lookUp(_ store: MongoStore, count: Int) async -> [Result<BSONDocument?, StoreError>] {
        await withTaskGroup(of: Result<BSONDocument?, StoreError>.self) { group in
            for _ in 0..<count {
                group.addTask {
                    do throws(StoreError) {
                        return .success(try await store.find(id: "a", in: things))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}

extension PrometheusRegistry {
    fileprivate func shows(_ metric: String, _ value: Int) -> Bool {
        exposition.contains("\nthread_pool_\(metric){pool=\"mongo-find\"} \(value)\n")
    }
}

extension MongoStore {
    /// How many `find` commands for this `_id` alone the server has begun and not ended.
    fileprivate func runningFinds(of id: BSONValue) async throws -> Int {
        let answer = try await command(["currentOp": 1, "command.find": "things", "command.filter._id": id])
        return try #require(answer["inprog"]?.arrayValue).count
    }
}
