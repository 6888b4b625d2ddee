import Accounts

/// A user, as the native dialect shows it: what is not set is left out.
struct UserMessage: AccountMessage {
    let source: AccountView

    static let schemaName = "User"

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for write in Self.writers { write(source, &writer) }
        }
    }

    // The answer that is asked for most: calling what writes a field costs less than finding it in the field each time.
    private static let writers = fields.map(\.write)

    private static let names = Schema.array(.string())

    static let fields: [OutputField<AccountView>] = [
        .id,
        .email.orNull,
        .username(example: "Jane"),
        .always("is_admin", .boolean) { $0.account.isAdmin },
        .isActive,
        .always("email_verified", .boolean) { $0.account.emailVerifiedAt != nil },
        .createdAt,
        .updatedAt,
        .version("version"),
        .displayName.whenSet,
        .fullName.whenSet,
        .firstName.whenSet,
        .lastName.whenSet,
        .locale.whenSet,
        .marketingOptIn.whenSet,
        .avatar.whenSet,
        .extra.whenSet,
        .preferences.whenSet,
        .whenSet("roles", names) { $0.account.roles.isEmpty ? nil : $0.account.roles },
        .whenSet("groups", names) { $0.account.groups.isEmpty ? nil : $0.account.groups },
        .whenSet("permissions", .permissions) { view in
            view.account.permissions.isEmpty ? nil : view.account.permissions.map(\.rawValue)
        },
        .whenSet("last_login_at", .instant) { $0.account.lastLoginAt },
    ]
}
