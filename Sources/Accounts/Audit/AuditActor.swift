import DocumentStore

/// Who did what an audit entry tells.
public enum AuditActor: Sendable, Hashable, CustomStringConvertible {
    /// Nobody who is known: whoever sent the request.
    case anonymous
    /// The holder of an account.
    case user(ObjectID)
    /// A service, by its token.
    case serviceToken(ObjectID)
    /// Somebody at the machine's command line.
    case commandLine
    /// The service by itself.
    case system

    /// The actor as entries hold it, `user:65f0…` for one.
    public var description: String {
        switch self {
        case .anonymous: "anonymous"
        case .user(let id): "user:\(id)"
        case .serviceToken(let id): "service_token:\(id)"
        case .commandLine: "command_line"
        case .system: "system"
        }
    }
}
