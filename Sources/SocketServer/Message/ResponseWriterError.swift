/// Why a `ResponseWriter` takes no more bytes.
public enum ResponseWriterError: Error, Equatable, Sendable {
    /// The connection is closed.
    case disconnected
    /// More was written than the length that was declared.
    case tooLong
}
