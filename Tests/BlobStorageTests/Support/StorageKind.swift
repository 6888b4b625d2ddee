import BlobStorage
import DocumentStore
import TestSupport

/// What every rule of `BlobStorage` is checked on.
enum StorageKind: String, CaseIterable, Sendable {
    case sqlite
    case mongo
    case s3

    /// Runs `body` on an empty storage of its own.
    func withStorage(_ body: (any BlobStorage) async throws -> Void) async throws {
        switch self {
        case .sqlite: try await withStore(.sqlite, body)
        case .mongo: try await withStore(.mongo, body)
        case .s3:
            let storage = S3BlobStorage(try S3Server.shared.bucket())
            defer { storage.shutDown() }
            try await body(storage)
        }
    }

    private func withStore(_ engine: TestEngine, _ body: (any BlobStorage) async throws -> Void) async throws {
        let store = try await engine.makeStore()
        try await store.prepare([DocumentBlobStorage.collection])
        try await body(DocumentBlobStorage(store: store))
        await store.close()
    }
}
