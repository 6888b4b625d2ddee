/// Why no hash was computed; neither says anything about the password.
public enum PasswordHasherError: Error, Hashable, Sendable {
    /// Too many passwords wait, memory for the hash is lacking, or the hasher was shut down: try again later.
    case overloaded
    /// The calling task was cancelled.
    case cancelled
}
