import Glibc
import HTTPTypes
import Logging

/// How a server is set up.
public struct ServerConfiguration: Sendable {
    /// Where to listen.
    public var address: ServerAddress
    /// Event loops, each with a thread of its own; by default one a processor that is online.
    public var loopCount: Int
    /// What clients may ask for.
    public var limits: ServerLimits
    /// The certificate that clients are served over TLS with; nil for plain HTTP.
    public var tls: TLSIdentity?
    /// Takes what an operator should know; nothing is logged a request.
    public var logger: Logger
    /// Renders the answers that the server gives by itself: 400, 408, 413, 414, 417, 431, 500, 501, 503 and 505.
    ///
    /// The body must not be a stream. By default the reason phrase as plain text.
    public var errorResponse: @Sendable (HTTPResponse.Status) -> Response

    /// Makes a configuration of defaults but for what is given.
    public init(
        address: ServerAddress, loopCount: Int = ServerConfiguration.processorCount, limits: ServerLimits = .init(),
        logger: Logger = Logger(label: "socket-server"),
        errorResponse: @escaping @Sendable (HTTPResponse.Status) -> Response = ServerConfiguration.plainErrorResponse
    ) {
        self.address = address
        self.loopCount = loopCount
        self.limits = limits
        self.logger = logger
        self.errorResponse = errorResponse
    }

    /// The processors that are online.
    public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The reason phrase as plain text.
    public static let plainErrorResponse: @Sendable (HTTPResponse.Status) -> Response = { status in
        Response(
            status: status, fields: [.contentType: "text/plain; charset=utf-8"],
            body: .bytes(Array("\(status.reasonPhrase)\n".utf8)))
    }
}
