/// What a response carries.
///
/// Answers to `HEAD` and those that can't have a body leave it out (RFC 9110 §6.4.1); a stream is then not begun.
public enum ResponseBody: Sendable {
    case none
    case bytes([UInt8])
    /// Written bit by bit: of `length` bytes, or chunked where that is nil.
    ///
    /// An error that the function throws breaks the response off by closing the connection; before the first byte it
    /// makes the answer 500. What is left of the request's body can't be read any more by then.
    case stream(length: Int?, @Sendable (ResponseWriter) async throws -> Void)
}
