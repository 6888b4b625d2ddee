/// Where a request comes from, as sessions and the audit remember it.
public struct ClientDescription: Sendable {
    /// The client's address, as text.
    public let ip: String
    /// The client's `User-Agent`, empty when it has none.
    public let userAgent: String
    /// The request's id, by which the log tells more.
    public let requestID: String

    /// Makes a description.
    public init(ip: String, userAgent: String, requestID: String) {
        self.ip = ip
        self.userAgent = userAgent
        self.requestID = requestID
    }
}
