/// What somebody logs in with.
public struct LoginRequest: Sendable {
    /// An e-mail address or a login name.
    public var login: String
    /// The password, as it was typed.
    public var password: String
    /// `default` when nil.
    public var namespace: String?
    /// Where the request comes from.
    public var client: ClientDescription

    /// Makes a request.
    public init(login: String, password: String, namespace: String? = nil, client: ClientDescription) {
        self.login = login
        self.password = password
        self.namespace = namespace
        self.client = client
    }
}
