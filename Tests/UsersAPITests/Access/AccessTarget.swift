/// Whose account a request is about.
enum AccessTarget: String, CaseIterable, Sendable {
    /// An ordinary user's.
    case jane
    /// An administrator's.
    case chief
    /// One that waits for its activation.
    case newcomer
    /// One that a manager has disabled.
    case disabled
}
