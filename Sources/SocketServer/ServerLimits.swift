/// What a client may ask of the server: sizes in bytes, and times.
public struct ServerLimits: Sendable {
    /// The request line; a longer one is 414.
    public var requestLine = 8192
    /// The request line and all fields; a longer head is 431.
    public var head = 32768
    /// How many fields a request may have; more are 431.
    public var fields = 100
    /// A body, whatever its handler would accept; a longer one is 413.
    public var body = 64 << 20
    /// An unread rest of a body that is discarded to keep the connection; a longer one closes it.
    public var discardedBody = 65536
    /// From a connection's beginning to the end of its TLS handshake; then it is closed.
    public var handshakeTimeout = Duration.seconds(10)
    /// From a request's first byte to the end of its head; then 408.
    public var headTimeout = Duration.seconds(10)
    /// How long a handler may wait for a body, on top of what `bodyMinimumRate` allows; then 408.
    public var bodyGrace = Duration.seconds(10)
    /// Bytes a second that a body must bring on the average once `bodyGrace` is over.
    public var bodyMinimumRate = 1024
    /// How long a connection may stay open without a request; then it is closed silently.
    public var idleTimeout = Duration.seconds(75)
    /// How long a handler may take, waiting for the body not counted; then its task is cancelled.
    public var requestTimeout = Duration.seconds(10)
    /// How long a cancelled handler may take to answer; then the server answers 503 for it.
    public var cancellationGrace = Duration.seconds(2)
    /// How long a response may make no progress, because the client does not read or a stream does not write.
    public var writeTimeout = Duration.seconds(30)
    /// How long a connection stays half open after its last response, so that the client can read it.
    public var lingerTimeout = Duration.seconds(2)
    /// Open connections; one more is answered 503, or closed where it would be encrypted.
    public var connections = 10_000
    /// How long `Server.drain()` waits for requests in flight.
    public var drainTimeout = Duration.seconds(10)

    /// The defaults.
    public init() {}

    var parser: ParserLimits {
        ParserLimits(requestLine: requestLine, head: head, fields: fields, body: body)
    }
}
