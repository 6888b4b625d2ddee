/// What a new service token is made of.
public struct NewServiceToken: Sendable {
    /// What it is for.
    public var name: String
    /// Names of permissions, at least one.
    public var permissions: [String]
    /// When it ends.
    public var expiresAt: Instant
    /// The tenant; `default` when nil.
    public var namespace: String?

    /// Makes a description of a new token.
    public init(name: String, permissions: [String], expiresAt: Instant, namespace: String? = nil) {
        self.name = name
        self.permissions = permissions
        self.expiresAt = expiresAt
        self.namespace = namespace
    }
}
