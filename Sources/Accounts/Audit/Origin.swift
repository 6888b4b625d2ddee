/// Who does something, and from where: what an audit entry says of its cause.
struct Origin: Sendable {
    let actor: AuditActor
    let client: ClientDescription

    /// Whoever has the machine.
    static let commandLine = Origin(actor: .commandLine, client: .commandLine)

    /// The service itself.
    static let system = Origin(actor: .system, client: .commandLine)

    /// Whoever sent the request: nobody who is known.
    static func anonymous(_ client: ClientDescription) -> Origin {
        Origin(actor: .anonymous, client: client)
    }
}
