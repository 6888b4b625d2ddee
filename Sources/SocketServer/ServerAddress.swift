/// Where a server listens.
public enum ServerAddress: Sendable, Equatable {
    /// A host name or address and a port; port 0 lets the system pick one.
    case tcp(host: String, port: Int)
    /// A Unix domain socket; a stale one at the path is replaced, a live one is `ServerError.addressInUse`.
    case unix(path: String)
}
