import DocumentStore

/// What a token said whose signature was found good; whether it is still good is asked at each use.
struct VerifiedToken: Sendable {
    let subject: ObjectID
    let sessionID: String?
    let namespace: String?
    /// Seconds since 1970; nil counts as long ago.
    let issuedAt: Int64?
    /// Seconds since 1970.
    let notBefore: Int64?
    /// Seconds since 1970.
    let expiresAt: Int64
    /// What Django's simplejwt misses in a token of a session that is good all the same.
    let flaw: TokenFlaw?
}
