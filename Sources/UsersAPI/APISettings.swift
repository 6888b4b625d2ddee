/// How the API behaves towards its clients.
public struct APISettings: Sendable {
    /// Origins whose pages may call the API, such as `https://app.example`, or `*` for all.
    public var allowedOrigins: [String]

    /// Makes settings.
    public init(allowedOrigins: [String] = []) {
        self.allowedOrigins = allowedOrigins
    }
}
