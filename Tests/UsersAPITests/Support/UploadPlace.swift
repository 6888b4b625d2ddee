import BlobStorage
import TestSupport

/// Where uploads are kept in a test: with the accounts in either engine, or in a bucket.
enum UploadPlace: String, CaseIterable, Sendable {
    case sqlite
    case mongo
    case s3

    /// Runs `body` with a client of an API of its own, and the storage beneath it.
    func withClient(_ body: (TestClient, any BlobStorage) async throws -> Void) async throws {
        switch self {
        case .sqlite: try await withStore(.sqlite, body)
        case .mongo: try await withStore(.mongo, body)
        case .s3:
            let storage = S3BlobStorage(try S3Server.shared.bucket())
            defer { storage.shutDown() }
            let store = try await TestEngine.sqlite.makeStore()
            try await body(TestClient(store: store, clock: TestClock(), uploads: storage), storage)
        }
    }

    private func withStore(
        _ engine: TestEngine, _ body: (TestClient, any BlobStorage) async throws -> Void
    ) async throws {
        let client = try await TestClient(engine)
        try await body(client, DocumentBlobStorage(store: client.store))
    }
}
