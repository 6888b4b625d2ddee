/// Which of the identifiers that somebody wants belong to others now.
public struct TakenIdentifiers: Sendable, Equatable {
    /// Whether the address does.
    public let email: Bool
    /// Whether the name does.
    public let username: Bool
}
