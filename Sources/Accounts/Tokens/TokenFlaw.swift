/// What is wrong with a token, told apart as far as any dialect tells it: as Django's simplejwt does.
public enum TokenFlaw: Hashable, Sendable, CaseIterable {
    /// No token, forged, for somebody else, or not valid yet.
    case invalid
    /// A refresh token's time is over; that of an access token is `AccountError.tokenExpired`.
    case expired
    /// It has no `exp`.
    case noExpiry
    /// It has no `jti`.
    case noID
    /// It has no `token_type`, and is of a session.
    case noType
    /// It is not of the type that was asked for.
    case wrongType
    /// It names no account.
    case noUser
    /// The account that it names is none, or deleted.
    case unknownUser
    /// The account waits for activation or was disabled.
    case inactiveUser
    /// Its session is over, or the account's tokens of its time are.
    case sessionOver
}
