import Accounts

/// A service token, without its text.
struct ServiceTokenMessage: ResponseMessage {
    let token: ServiceToken

    static let schema = Schema.named("ServiceToken", .object(fields.map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields { field.write(token, &writer) }
        }
    }

    static let fields: [OutputField<ServiceToken>] = [
        .always("id", .objectID) { $0.id },
        .always("name", .string(maxLength: ServiceTokenService.maximumNameLength), example: "billing") { $0.name },
        .always("namespace", .string()) { $0.namespace.description },
        .always("permissions", .array(.enumeration(Permission.allCases.map(\.rawValue)))) { token in
            token.permissions.map(\.rawValue)
        },
        .always("created_at", .instant) { $0.createdAt },
        .always("expires_at", .instant) { $0.expiresAt },
    ]
}
