import BlobStorage
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import UsersAPI

/// Bytes that were stored for nothing.
@Suite struct OrphanedUploadTests {
    private let picture = TestPicture.png()
    private let patience = Duration.seconds(900)

    /// A client whose uploads break off when their bytes have been stored, as they do when the service dies.
    private func makeClient(
        _ engine: TestEngine, afterPut: @escaping @Sendable () async throws(BlobError) -> Void
    ) async throws -> (TestClient, InterruptedStorage) {
        let store = try await engine.makeStore()
        let storage = InterruptedStorage(DocumentBlobStorage(store: store), afterPut: afterPut)
        return (try await TestClient(store: store, clock: TestClock(), uploads: storage), storage)
    }

    @Test(arguments: TestEngine.allCases)
    func `What a crash leaves is removed when nobody can want it any more`(engine: TestEngine) async throws {
        let (client, storage) = try await makeClient(engine) { () throws(BlobError) in throw .cancelled }
        let token = try await client.makeNamespacedUser("jane")
        try await client.uploadInVain(picture, token: token)
        #expect(try await client.send(.get, "/users/me", token: token).json["avatar_url"] == .null)
        client.clock.advance(by: patience - .seconds(1))
        _ = try await client.deliver()
        #expect(try await storage.holdsAnything)
        client.clock.advance(by: .seconds(1))
        _ = try await client.deliver()
        #expect(try await !storage.holdsAnything)
    }

    @Test(arguments: TestEngine.allCases)
    func `A deleted account is remembered until its last upload can't come any more`(
        engine: TestEngine
    ) async throws {
        let (client, storage) = try await makeClient(engine) { () throws(BlobError) in throw .cancelled }
        let token = try await client.makeNamespacedUser("jane")
        try await client.uploadInVain(picture, token: token)
        #expect(try await client.send(.delete, "/api/v1/users/me", token: token).status == .noContent)
        _ = try await client.deliver()
        #expect(try await storage.holdsAnything)
        #expect(try await client.waitingAccounts() == 1)
        client.clock.advance(by: patience)
        _ = try await client.deliver()
        #expect(try await !storage.holdsAnything)
        #expect(try await client.waitingAccounts() == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func `An upload whose account is deleted meanwhile leaves nothing`(engine: TestEngine) async throws {
        let deletion = Interruption()
        let (client, storage) = try await makeClient(engine) { () throws(BlobError) in await deletion.run() }
        let token = try await client.makeNamespacedUser("jane")
        await deletion.prepare {
            let answer = try await client.send(.delete, "/api/v1/users/me", token: token)
            #expect(answer.status == .noContent)
        }
        let answer = try await client.upload(picture, token: token)
        #expect(answer.status == .unauthorized)
        _ = try await client.deliver()
        #expect(try await !storage.holdsAnything)
        #expect(try await client.waitingAccounts() == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func `An upload that took too long is none, and leaves nothing`(engine: TestEngine) async throws {
        let sweep = Interruption()
        let (client, storage) = try await makeClient(engine) { () throws(BlobError) in await sweep.run() }
        let token = try await client.makeNamespacedUser("jane")
        await sweep.prepare {
            client.clock.advance(by: patience)
            _ = try await client.deliver()
        }
        try await client.uploadInVain(picture, token: token)
        #expect(try await !storage.holdsAnything)
    }

    @Test(arguments: TestEngine.allCases)
    func `A storage that is away is asked again, and keeps nothing else from being done`(
        engine: TestEngine
    ) async throws {
        let store = try await engine.makeStore()
        let isAway = Atomic<Bool>(true)
        let storage = InterruptedStorage(
            DocumentBlobStorage(store: store),
            beforeDelete: { () throws(BlobError) in
                if isAway.load(ordering: .relaxed) { throw .unavailable(reason: "away") }
            })
        let client = try await TestClient(store: store, clock: TestClock(), uploads: storage)
        let admin = try await client.makeAdmin("admin@example.com")
        let token = try await client.makeNamespacedUser("jane")
        _ = try await client.uploaded(picture, token: token)
        #expect(try await client.send(.delete, "/api/v1/users/me", token: token).status == .noContent)
        let deletions = try await client.audit("&event=user_deleted", by: admin)
        #expect(deletions.count == 1 && deletions.first?["ip"] == .null)
        #expect(try await storage.holdsAnything)

        isAway.store(false, ordering: .relaxed)
        _ = try await client.deliver()
        #expect(try await storage.holdsAnything)
        client.clock.advance(by: .seconds(60))
        _ = try await client.deliver()
        #expect(try await !storage.holdsAnything)
        #expect(try await client.waitingAccounts() == 0)
    }

    @Test func `Uploads that fail again and again do not fill an account's outbox`() async throws {
        let (client, _) = try await makeClient(.sqlite) { () throws(BlobError) in throw .cancelled }
        let token = try await client.makeNamespacedUser("jane")
        for _ in 0..<70 { try await client.uploadInVain(picture, token: token) }
        let changed = try await client.send(.patch, "/users/me", ["full_name": "Jane"], token: token)
        #expect(changed.status == .ok)
        client.clock.advance(by: patience)
        _ = try await client.deliver()
        #expect(try await client.waitingAccounts() == 0)
    }
}
