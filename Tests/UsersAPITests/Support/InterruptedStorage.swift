import BlobStorage
import Synchronization

/// A storage that hands everything on to another one, and has something happen when bytes have been stored, or are to be deleted.
final class InterruptedStorage: BlobStorage {
    private let storage: any BlobStorage
    private let afterPut: @Sendable () async throws(BlobError) -> Void
    private let beforeDelete: @Sendable () throws(BlobError) -> Void
    private let stored = Mutex<[String]>([])

    init(
        _ storage: any BlobStorage, beforeDelete: @escaping @Sendable () throws(BlobError) -> Void = {},
        afterPut: @escaping @Sendable () async throws(BlobError) -> Void = {}
    ) {
        self.storage = storage
        self.beforeDelete = beforeDelete
        self.afterPut = afterPut
    }

    /// Whether anything is there of all that was ever stored.
    var holdsAnything: Bool {
        get async throws {
            for name in stored.withLock({ $0 }) where try await storage.get(name) != nil { return true }
            return false
        }
    }

    func put(_ blob: Blob) async throws(BlobError) {
        try await storage.put(blob)
        stored.withLock { $0.append(blob.name) }
        try await afterPut()
    }

    func get(_ name: String) async throws(BlobError) -> Blob? {
        try await storage.get(name)
    }

    func delete(_ name: String) async throws(BlobError) {
        try beforeDelete()
        try await storage.delete(name)
    }

    func shutDown() {
        storage.shutDown()
    }
}
