import Accounts

/// A session with all that is stored of it, its secrets left out.
struct ExportedSessionMessage: ObjectMessage {
    let source: SessionMessage

    init(_ session: Session, current: String?) {
        source = SessionMessage(session, current: current)
    }

    static let schemaName = "ExportedSession"

    static let fields: [OutputField<SessionMessage>] =
        SessionMessage.fields + [
            .always("user_agent", .string()) { $0.session.userAgent },
            .always("expires_at", .instant) { $0.session.expiresAt },
        ]
}
