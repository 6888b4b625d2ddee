/// Why a blob was not stored, read or deleted. No reason holds credentials; each is one line.
public enum BlobError: Error, Sendable, Equatable {
    /// Another attempt may go well: the storage can't be reached, is overloaded, or was shut down.
    case unavailable(reason: String)
    /// The storage refuses, and goes on to until the operator mends the settings: wrong credentials, no such bucket.
    case refused(reason: String)
    /// What is stored can't be read.
    case corrupt(reason: String)
    /// The name is none: see `Blob.name`.
    case invalidName
    /// The media type is not `type/subtype`.
    case invalidMediaType
    /// The blob has, or what is stored under its name has, more than `Blob.maximumByteCount` bytes.
    case tooLarge
    /// The calling task was cancelled; what was begun may still take effect.
    case cancelled
}
