import Accounts

/// A user, as the namespaced dialect shows it: what is not set is null, an `extra` without entries `{}`.
struct NamespacedUserMessage: AccountMessage {
    let source: AccountView

    static let schemaName = "NamespacedUser"

    static let fields: [OutputField<AccountView>] = [
        .id,
        .always("namespace", .string(), example: "app-x") { $0.account.namespace.description },
        .username(example: "y"),
        .email.like("y@example.com").orNull,
        .fullName.orNull,
        .avatar.orNull,
        .extra.or([:]),
        .isActive,
        .createdAt,
        .updatedAt,
    ]
}
