import Accounts

/// Whose a token is, or just that it is no good (RFC 7662 §2.2).
struct IntrospectionMessage: ResponseMessage {
    let subject: Caller?

    static let schema = Schema.named(
        "Introspection",
        .object([.init(name: "active", schema: .boolean, isRequired: true)] + fields.map(\.property).map(\.optional)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("active")
            writer.boolean(subject != nil)
            guard let subject else { return }
            for field in Self.fields { field.write(subject, &writer) }
        }
    }

    private static let fields: [OutputField<Caller>] = [
        .always("sub", .string()) { $0.subject },
        .always("ns", .string()) { $0.namespace.description },
        .whenSet("sid", .string()) { $0.session?.id },
        .always("is_admin", .boolean) { $0.isAdmin },
        .always("permissions", .array(.enumeration(Permission.allCases.map(\.rawValue)))) { caller in
            caller.permissions.map(\.rawValue)
        },
        .always("exp", .integer()) { $0.tokenExpiresAt },
    ]
}

extension Schema.Property {
    /// The member where it may be left out.
    fileprivate var optional: Schema.Property {
        Schema.Property(name: name, schema: schema, isRequired: false, description: description, example: example)
    }
}
