import DocumentStore

/// Keeps blobs in the document store, one document a blob.
public struct DocumentBlobStorage: BlobStorage {
    /// What the store must have prepared.
    public static let collection = CollectionDefinition(
        name: "blobs", indexes: [],
        fieldTypes: [
            .init("_id", "string"), .init("media_type", "string"), .init("bytes", "binData"),
            .init("created_at", "date"), .init("revision", "long", "int"),
        ])

    private let blobs: DocumentCollection<StoredBlob>

    /// Makes a storage in a store whose schema has `collection`.
    public init(store: any DocumentStore) {
        blobs = DocumentCollection(Self.collection, in: store)
    }

    /// Stores a blob, in the place of the one of the same name if there is one.
    public func put(_ blob: Blob) async throws(BlobError) {
        try blob.check()
        do throws(StoreError) {
            // Again when it was deleted between the insert and the update.
            for _ in 0..<UpdateBackOff.attempts {
                if try await insert(blob) { return }
                if try await blobs.update(blob.name, { $0.blob = blob }) != nil { return }
            }
        } catch {
            throw BlobError(error)
        }
        throw .unavailable(reason: "a blob is changed by too many at once")
    }

    /// The blob of this name; nil when there is none.
    public func get(_ name: String) async throws(BlobError) -> Blob? {
        try Blob.check(name: name)
        do {
            return try await blobs.find(name)?.blob
        } catch {
            throw BlobError(error)
        }
    }

    /// Deletes the blob of this name; that there is none is no error.
    public func delete(_ name: String) async throws(BlobError) {
        try Blob.check(name: name)
        do throws(StoreError) {
            for attempt in 0..<UpdateBackOff.attempts {
                if attempt > 0 { try await UpdateBackOff.wait(after: attempt) }
                guard let found = try await blobs.find(name) else { return }
                if try await blobs.delete(name, ifRevision: found.revision) { return }
            }
        } catch {
            throw BlobError(error)
        }
        throw .unavailable(reason: "a blob is changed by too many at once")
    }

    /// Does nothing: the store is its opener's to close.
    public func shutDown() {}

    /// False when the name is taken.
    private func insert(_ blob: Blob) async throws(StoreError) -> Bool {
        do {
            try await blobs.insert(StoredBlob(blob))
            return true
        } catch {
            switch error {
            case .duplicateKey: return false
            default: throw error
            }
        }
    }
}
