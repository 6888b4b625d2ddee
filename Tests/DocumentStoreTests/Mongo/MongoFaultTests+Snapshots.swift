import DocumentStore
import Synchronization
import Testing

@testable import MongoStore

/// Snapshots for which the server fails.
extension MongoFaultTests {
    @Test(arguments: [10107, 91, 246])
    func aSnapshotThatFailsBeforeItsFirstDocumentIsReadAnew(code: Int32) async throws {
        try await TestMongo.withFailures(["find"], times: 2, ["errorCode": .int32(code)]) { store, arm in
            try await store.prepare([things])
            _ = try await store.insert((0..<300).map { ["_id": .int64($0)] }, into: things)
            try await arm()
            #expect(try await store.everything(in: [things])[0].count == 300)
        }
    }

    @Test func aSnapshotThatFailsLaterIsNotReadTwice() async throws {
        try await TestMongo.withFailures(["getMore"], times: 1, ["errorCode": 11602]) { store, arm in
            try await store.prepare([things])
            _ = try await store.insert((0..<300).map { ["_id": .int64($0)] }, into: things)
            try await arm()
            let ids = Mutex<[BSONValue?]>([])
            var failure: StoreError?
            do throws(StoreError) {
                try await store.readSnapshot(of: [things]) { _, document in
                    ids.withLock { $0.append(document["_id"]) }
                    return true
                }
            } catch {
                failure = error
            }
            guard case .unavailable = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(ids.withLock { $0.count == 101 && Set($0).count == 101 })
        }
    }

    /// What an operator can do something about, by the server's code.
    static let curable: [(code: Int32, text: String)] = [
        (123, "a standalone MongoDB has no snapshots; make it a replica set, of one member for instance"),
        (239, "MongoDB no longer keeps the moment that was read; raise its minSnapshotHistoryWindowInSeconds"),
    ]

    @Test(arguments: 0..<curable.count)
    func aServerThatHasNoSnapshotIsToldWithTheCure(place: Int) async throws {
        let (code, text) = Self.curable[place]
        try await TestMongo.withFailures(["find"], times: 1, ["errorCode": .int32(code)]) { store, arm in
            try await store.prepare([things])
            try await arm()
            await #expect(throws: StoreError.unavailable(text)) {
                try await store.readSnapshot(of: [things]) { _, _ in true }
            }
        }
    }
}
