import Accounts

/// A service token, without its text.
struct ServiceTokenMessage: ObjectMessage {
    let source: ServiceToken

    static let schemaName = "ServiceToken"

    static let fields: [OutputField<ServiceToken>] = [
        .always("id", .objectID) { $0.id },
        .always("name", .string(maxLength: ServiceTokenService.maximumNameLength), example: "billing") { $0.name },
        .always("namespace", .string()) { $0.namespace.description },
        .always("permissions", .permissions) { token in
            token.permissions.map(\.rawValue)
        },
        .always("created_at", .instant) { $0.createdAt },
        .always("expires_at", .instant) { $0.expiresAt },
    ]
}
