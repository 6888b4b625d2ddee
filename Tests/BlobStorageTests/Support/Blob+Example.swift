import BlobStorage
import DocumentStore

extension Blob {
    /// A blob, of which a test changes what it is about.
    static func example(
        name: String = String(repeating: "a1", count: 32) + ".png", mediaType: String = "image/png",
        bytes: [UInt8] = Array("content".utf8), createdAt: Int64 = 1_763_705_483_123
    ) -> Blob {
        Blob(name: name, mediaType: mediaType, bytes: bytes, createdAt: BSONDateTime(milliseconds: createdAt))
    }
}

extension BlobError {
    /// The reason of a failure that may pass.
    var unavailableReason: String? {
        if case .unavailable(let reason) = self { reason } else { nil }
    }

    /// The reason of a failure that the operator must mend.
    var refusedReason: String? {
        if case .refused(let reason) = self { reason } else { nil }
    }
}
