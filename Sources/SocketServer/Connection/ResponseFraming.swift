/// How a client finds the end of a response (RFC 9112 §6.3).
enum ResponseFraming: Equatable {
    /// There is no body, and no field speaks of one.
    case none
    case length(Int)
    case chunked
    /// The end of the connection, for an HTTP/1.0 client.
    case close
}
