/// Where a request comes from, as sessions and the audit remember it.
public struct ClientDescription: Sendable {
    /// The longest user agent that is kept, in bytes.
    private static let maximumUserAgentLength = 256

    /// The client's address, as text.
    public let ip: String
    /// The client's `User-Agent`, cut to 256 bytes; empty when it has none.
    public let userAgent: String
    /// The request's id, by which the log tells more.
    public let requestID: String

    /// Makes a description.
    public init(ip: String, userAgent: String, requestID: String) {
        self.ip = ip
        self.userAgent = String(decoding: userAgent.utf8.prefix(Self.maximumUserAgentLength), as: UTF8.self)
        self.requestID = requestID
    }

    /// What counts as one client where requests are counted.
    var network: ClientNetwork { ClientNetwork(of: ip) }

    /// Whoever has the machine, at its command line.
    public static let commandLine = ClientDescription(ip: "", userAgent: "", requestID: "")
}
