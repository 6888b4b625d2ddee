import Accounts

/// A mail that could not be delivered.
struct DeadLetterMessage: ObjectMessage {
    let source: DeadLetter

    static let schemaName = "DeadLetter"

    static let fields: [OutputField<DeadLetter>] = [
        .always("id", .objectID) { $0.id },
        .always("user_id", .objectID) { $0.userID },
        .always("kind", .string(), example: "reset_password") { $0.kind },
        .always("recipient", .string(), example: "jane@example.com") { $0.recipient },
        .always("attempts", .integer()) { $0.attempts },
        .always("reason", .string(), example: "550 No such user") { $0.reason },
        .always("at", .instant) { $0.at },
    ]
}
