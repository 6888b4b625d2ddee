import DocumentStore

/// What a refresh token said whose signature and times were found good.
struct VerifiedRefreshToken: Sendable {
    let subject: ObjectID
    let sessionID: String
    let namespace: String?
    /// The token's `jti`, whose hash the session stores.
    let id: String
}
