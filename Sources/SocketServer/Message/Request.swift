import HTTPTypes

/// A request, its head complete and checked.
///
/// A class, because it is handed on many times and has many parts to copy.
public final class Request: Sendable {
    /// The method, which may be any token.
    public let method: HTTPRequest.Method
    /// The target's path as it was sent, percent-encoding untouched; `*` for `OPTIONS *`.
    public let path: String
    /// What follows the target's `?`, as it was sent.
    public let query: String?
    /// The header fields.
    public let fields: RequestFields
    /// The client at the other end of the connection, which may be a proxy.
    public let remoteAddress: PeerAddress
    /// The body, not read yet.
    public let body: RequestBody
    private let targetAuthority: String?

    /// Makes a request, also for a handler that is to run without a socket.
    ///
    /// - Parameter targetAuthority: That of an absolute-form target.
    public init(
        method: HTTPRequest.Method, path: String, query: String? = nil, fields: RequestFields = RequestFields(),
        remoteAddress: PeerAddress = .unix, body: RequestBody = RequestBody(), targetAuthority: String? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.remoteAddress = remoteAddress
        self.body = body
        self.targetAuthority = targetAuthority
    }

    /// The host, and port, that the client asked for: that of the target, or else of `Host` (RFC 9112 §3.2.2).
    public var authority: String? { targetAuthority ?? HTTPField.Name("Host").flatMap { fields[$0] } }
}
