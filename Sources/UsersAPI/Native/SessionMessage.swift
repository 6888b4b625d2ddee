import Accounts

/// An open session.
struct SessionMessage: ObjectMessage {
    let session: Session
    let isCurrent: Bool

    init(_ session: Session, current: String?) {
        self.session = session
        isCurrent = session.id == current
    }

    static let schemaName = "Session"

    static let fields: [OutputField<SessionMessage>] = [
        .always("id", .string()) { $0.session.id },
        .always("device", .string(), example: "Firefox on Linux") { $0.session.device },
        .always("ip", .string(), example: "203.0.113.7") { $0.session.ip },
        .always("created_at", .instant) { $0.session.createdAt },
        .always("last_used_at", .instant) { $0.session.lastUsedAt },
        .always("current", .boolean) { $0.isCurrent },
    ]
}
