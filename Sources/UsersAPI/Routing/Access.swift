/// Who a route is for; the services ask again, with all they know.
enum Access: Sendable {
    /// Everybody.
    case anonymous
    /// Everybody, some with a good token, which may give them more; one that is not good counts as none.
    case anyone
    /// Whoever has a good access token.
    case authenticated
    /// Whoever may administer users.
    case admin
}
