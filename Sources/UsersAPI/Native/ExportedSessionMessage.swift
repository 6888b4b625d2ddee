import Accounts

/// A session with all that is stored of it, its secrets left out.
struct ExportedSessionMessage: ResponseMessage {
    private let session: SessionMessage

    init(_ session: Session, current: String?) {
        self.session = SessionMessage(session, current: current)
    }

    static let schema = Schema.named("ExportedSession", .object(fields.map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields { field.write(session, &writer) }
        }
    }

    private static let fields: [OutputField<SessionMessage>] =
        SessionMessage.fields + [
            .always("user_agent", .string()) { $0.session.userAgent },
            .always("expires_at", .instant) { $0.session.expiresAt },
        ]
}
