/// What a login is answered with.
public struct TokenPair: Sendable {
    /// A JSON Web Token, for `Authorization: Bearer`.
    public let accessToken: String
    /// How long the access token is good.
    public let accessLifetime: Duration
    /// The session's refresh token.
    public let refreshToken: String
    /// How long the refresh token is good unless it is used.
    public let refreshLifetime: Duration
    /// The account, as it is after the login.
    public let account: Account
}
