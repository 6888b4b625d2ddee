import DocumentStore

/// A blob as a document.
struct StoredBlob: StoredDocument {
    var blob: Blob
    var revision: Int64 = 1

    var id: String { blob.name }

    init(_ blob: Blob) {
        self.blob = blob
    }

    init(bson document: BSONDocument) throws(BSONError) {
        guard let name = document["_id"]?.stringValue else { throw .missingField("_id") }
        guard let mediaType = document["media_type"]?.stringValue else { throw .missingField("media_type") }
        guard let content = document["bytes"]?.binaryValue else { throw .missingField("bytes") }
        guard let createdAt = document["created_at"]?.dateTimeValue else { throw .missingField("created_at") }
        blob = Blob(name: name, mediaType: mediaType, bytes: content.bytes, createdAt: createdAt)
        revision = document["revision"]?.intValue ?? 0
    }

    var bson: BSONDocument {
        [
            "_id": .string(blob.name), "media_type": .string(blob.mediaType), "created_at": .dateTime(blob.createdAt),
            "revision": .int64(revision), "bytes": .binary(BSONBinary(blob.bytes)),
        ]
    }
}
