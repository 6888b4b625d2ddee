import HTTPTypes

/// Why a message is refused; the connection is closed after the answer.
enum MessageError: Error, Equatable {
    /// It breaks the grammar or the framing rules of RFC 9112.
    case malformed
    /// The body is longer than the server accepts at all.
    case contentTooLarge
    /// The request line is longer than `ServerLimits.requestLine`.
    case requestLineTooLong
    /// `Expect` asks for something other than `100-continue` (RFC 9110 §10.1.1).
    case expectationFailed
    /// The head, or the trailers, are too long or have too many fields (RFC 6585 §5).
    case headTooLarge
    /// A transfer coding other than `chunked` (RFC 9112 §6.1), or `CONNECT`.
    case notImplemented
    /// A major version other than 1.
    case versionNotSupported

    var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .contentTooLarge: .contentTooLarge
        case .requestLineTooLong: .uriTooLong
        case .expectationFailed: .expectationFailed
        case .headTooLarge: .requestHeaderFieldsTooLarge
        case .notImplemented: .notImplemented
        case .versionNotSupported: .httpVersionNotSupported
        }
    }
}
