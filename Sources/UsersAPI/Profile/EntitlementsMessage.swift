import Accounts

/// What a user is entitled to, as other services' middleware asks it.
struct EntitlementsMessage: ObjectMessage {
    let source: Account

    static let schemaName = "Entitlements"

    static let fields: [OutputField<Account>] = [
        .always("user_id", .objectID, example: "65f0c0ffee65f0c0ffee65f0") { $0.id },
        .always("is_active", .boolean) { $0.isActive },
        .always("entitlements", .permissions) { account in
            account.entitlements.map(\.rawValue)
        },
    ]
}
