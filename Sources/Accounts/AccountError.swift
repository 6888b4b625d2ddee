/// Why a service refused: closed, so that each dialect has words for every case before it compiles.
public enum AccountError: Error, Sendable {
    /// Values that break the rules, all that were found.
    case invalid([FieldProblem])
    /// The e-mail address belongs to another account of the namespace.
    case emailTaken
    /// The login name belongs to another account of the namespace.
    case usernameTaken
    /// Unknown, inactive, without a password, or the wrong one: which of these is not told.
    case invalidCredentials
    /// The request has no token.
    case tokenMissing
    /// The token is no good: forged, of an ended session, of a deleted or inactive account.
    case tokenInvalid(TokenFlaw)
    /// The token's time is over.
    case tokenExpired
    /// The refresh token is no good, or its session is over.
    case refreshTokenInvalid(TokenFlaw)
    /// The token of a mailed link is no good: forged, used, overtaken by a change, or too old.
    case mailTokenInvalid
    /// The link of an activation mail is good, and its account active already, or disabled since.
    case activationStale
    /// Too much of this lately; `retryAfter` is positive.
    case throttled(retryAfter: Duration)
    /// The caller may not do that.
    case forbidden
    /// The caller lacks a permission that the use case asks for by name.
    case missingPermission(Permission)
    /// There is no such account, or none that the caller may know of.
    case notFound
    /// The account changed since the version that the caller named.
    case versionMismatch
    /// The last active administrator of a namespace stays.
    case lastAdmin
    /// Administrators do not delete their own account on the administrators' routes.
    case ownAccount
    /// The change needs the current password.
    case currentPasswordRequired
    /// The current password that was given is wrong.
    case currentPasswordWrong
    /// The account has no password; its first one is set by a mailed link.
    case currentPasswordUnset
    /// The file is not one whole JPEG, PNG or WebP.
    case unsupportedImage
    /// The store or the hashing queue can't take the request now; `reason` is for the log.
    case unavailable(reason: String)
    /// Something that can't be did happen; `reason` is for the log.
    case broken(reason: String)
}
