import DocumentStore
import Logging
import Testing

@testable import MongoStore

@Suite(.serialized) struct MongoOutageTests {
    private static let options: MongoStoreOptions = {
        var options = MongoStoreOptions()
        options.connections = 8
        options.operationTimeout = .seconds(3)
        options.pingTimeout = .seconds(1)
        options.serverSelectionTimeout = .milliseconds(500)
        options.connectTimeout = .milliseconds(500)
        options.socketTimeout = .milliseconds(700)
        options.heartbeatInterval = .milliseconds(500)
        return options
    }()

    @Test func aFrozenPrimaryIsUnavailableWithinTheDeadlineAndRecovers() async throws {
        try await ThrowawayReplicaSet.with { set in
            try await TestMongo.withStore(uri: set.uri, options: Self.options) { store in
                try await store.prepare([things])
                try await store.insert(["_id": 1], into: things)
                try set.freeze()
                await Self.expectUnavailable(store)
                try set.thaw()
                try await Self.waitUntilAnswering(store)
                #expect(try await store.find(id: 1, in: things) == ["_id": 1])
            }
        }
    }

    @Test func aLostPrimaryIsReplacedByTheNextOne() async throws {
        var options = Self.options
        options.operationTimeout = .seconds(20)
        try await ThrowawayReplicaSet.with(members: 3) { set in
            try await TestMongo.withStore(uri: set.uri, options: options) { [options] store in
                try await store.prepare([things])
                try await store.insert(["_id": 0, "revision": 0], into: things)
                var adminOptions = options
                adminOptions.database = "admin"
                let admin = try MongoStore(uri: set.uri, options: adminOptions, logger: Logger(label: "test"))
                async let steppingDown = admin.command(["replSetStepDown": .int32(30), "force": true])
                for revision in Int64(1)...200 {
                    let next: BSONDocument = ["_id": 0, "revision": .int64(revision)]
                    #expect(try await store.replace(next, ifRevision: revision - 1, in: things))
                }
                _ = try? await steppingDown
                #expect(try await store.find(id: 0, in: things)?["revision"] == 200)
                await admin.close()
            }
        }
    }

    /// More operations than connections: those that wait for one must not wait longer than the others.
    private static func expectUnavailable(_ store: MongoStore) async {
        let clock = ContinuousClock()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let time = await clock.measure {
                        let refusal = await #expect(throws: StoreError.self) {
                            if number % 2 == 0 {
                                // Strings share commands, numbers don't.
                                _ = try await store.find(id: number % 4 == 0 ? 1 : "a", in: things)
                            } else {
                                try await store.insert(["_id": .int64(Int64(number) + 100)], into: things)
                            }
                        }
                        let isUnavailable = String(describing: refusal).contains("unavailable")
                        #expect(isUnavailable)
                    }
                    #expect(time < .seconds(8))
                }
            }
        }
        let time = await clock.measure {
            await #expect(throws: StoreError.self) { try await store.ping() }
        }
        #expect(time < .seconds(10))
    }

    private static func waitUntilAnswering(_ store: MongoStore) async throws {
        let end = ContinuousClock.now + .seconds(15)
        while true {
            do {
                return try await store.ping()
            } catch {
                guard ContinuousClock.now < end else { throw error }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }
}
