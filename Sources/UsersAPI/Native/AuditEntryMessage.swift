import Accounts

/// One thing that happened.
struct AuditEntryMessage: ObjectMessage {
    let source: AuditEntry

    static let schemaName = "AuditEntry"

    static let fields: [OutputField<AuditEntry>] = [
        .always("id", .objectID) { $0.id },
        .always("event", .events) { $0.event },
        .orNull("user_id", .objectID) { $0.userID },
        .always("namespace", .string()) { $0.namespace.description },
        .always("actor", .string(), example: "user:65f0c0ffee65f0c0ffee65f0") { $0.actor },
        .orNull("ip", .string(), example: "203.0.113.7") { $0.ip },
        .orNull("user_agent", .string()) { $0.userAgent },
        .always("request_id", .string()) { $0.requestID },
        .always("at", .instant) { $0.at },
        .always("details", .map(.string())) { $0.details },
    ]
}
