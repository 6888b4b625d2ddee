/// An entry of a list of trusted proxies that is no address, no block and not `unix`.
public struct TrustedProxyError: Error, Sendable, Equatable {
    /// The entry as it was written.
    public let entry: String
}
