import DocumentStore

/// A file that somebody uploaded.
public struct Blob: Sendable, Equatable {
    /// The most bytes that a blob has: half of what MongoDB takes in a document.
    public static let maximumByteCount = 8 * 1024 * 1024

    /// What it is found by: 1 to 128 of `A-Z`, `a-z`, `0-9`, `.`, `_`, `-`, and neither `.` nor `..`.
    public let name: String
    /// What the bytes are, without parameters, such as `image/png`.
    public let mediaType: String
    /// The content.
    public let bytes: [UInt8]
    /// When it was made, for the record.
    public let createdAt: BSONDateTime

    /// Makes a blob, which is checked when it is stored.
    public init(name: String, mediaType: String, bytes: [UInt8], createdAt: BSONDateTime) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
        self.createdAt = createdAt
    }
}
