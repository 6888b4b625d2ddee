import Accounts

/// Whose a token is, or just that it is no good (RFC 7662 §2.2).
struct IntrospectionMessage: ObjectMessage {
    let subject: Caller?

    static let schemaName = "Introspection"

    static let fields: [OutputField<IntrospectionMessage>] = [
        .always("active", .boolean) { $0.subject != nil },
        .whenSet("sub", .string()) { $0.subject?.subject },
        .whenSet("ns", .string()) { $0.subject?.namespace.description },
        .whenSet("sid", .string()) { $0.subject?.session?.id },
        .whenSet("is_admin", .boolean) { $0.subject?.isAdmin },
        .whenSet("permissions", .permissions) { message in
            message.subject?.permissions.map(\.rawValue)
        },
        .whenSet("exp", .integer()) { $0.subject?.tokenExpiresAt },
    ]
}
