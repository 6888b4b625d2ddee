/// Who a route is for; the services ask again, with all they know.
enum Access: Sendable {
    /// Everybody.
    case anonymous
    /// Everybody, some with a good token, which may give them more; one that is not good counts as none.
    case anyone
    /// Everybody, some with a token, which must be good.
    case anyoneAuthentic
    /// Whoever has a good access token.
    case authenticated
    /// As `authenticated`; a user's token comes with the user's id in `x-customer-id` or `x-user-id`.
    case actor
    /// As `actor`; the token of an account that is not active is good too.
    case inactiveActor
    /// Whoever may administer users.
    case admin
}
