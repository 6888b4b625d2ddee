/// Why a request's body can't be had.
public enum RequestBodyError: Error, Equatable, Sendable {
    /// It is longer than `limit` bytes.
    case tooLarge(limit: Int)
    /// It came too slowly; the server has answered 408.
    case timedOut
    /// It breaks the rules of RFC 9112 §7; the server has answered 400 or 431.
    case malformed
    /// The client is gone, or the request was answered.
    case disconnected
}
