/// Who a route is for; the services ask again, with all they know.
enum Access: Sendable {
    /// Everybody.
    case anonymous
    /// Whoever has a good access token.
    case authenticated
    /// Whoever may administer users.
    case admin
}
