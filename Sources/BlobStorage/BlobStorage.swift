/// Where blobs are kept: all that a caller can tell from another place is how long it takes.
public protocol BlobStorage: Sendable {
    /// Stores a blob, in the place of the one of the same name if there is one.
    func put(_ blob: Blob) async throws(BlobError)

    /// The blob of this name; nil when there is none.
    func get(_ name: String) async throws(BlobError) -> Blob?

    /// Deletes the blob of this name; that there is none is no error.
    func delete(_ name: String) async throws(BlobError)

    /// Lets running operations end and gives up what the storage itself has opened; later operations may fail.
    func shutDown()
}
