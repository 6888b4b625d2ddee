/// What the Fess dialect follows where the documentation of Fess and its server differ.
public enum FessCompatibility: String, Sendable, CaseIterable {
    /// The documentation.
    case docs
    /// The server.
    case server
}
