/// Why a token is no good by the keys alone.
public enum TokenInspectionError: Error, Sendable {
    /// It was good until its time was over.
    case expired
    /// Everything else.
    case invalid
}
