import Accounts
import DocumentStore

/// A user, as the native dialect shows it.
struct UserMessage: ResponseMessage {
    let account: Account

    static let schema = Schema.named("User", .object(fields.map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields { field.write(account, &writer) }
        }
    }

    private static let name = Schema.string(maxLength: Profile.maximumLength)
    private static let names = Schema.array(.string())

    private static let fields: [OutputField<Account>] = [
        .always("id", .objectID, example: "65f0c0ffee65f0c0ffee65f0") { $0.id },
        .orNull("email", .string(format: "email"), example: "jane@example.com") { $0.email },
        .always("username", name, example: "Jane") { $0.username },
        .always("is_admin", .boolean) { $0.isAdmin },
        .always("is_active", .boolean) { $0.isActive },
        .always("email_verified", .boolean) { $0.emailVerifiedAt != nil },
        .always("created_at", .instant, example: "2026-01-06T09:00:00.000Z") { $0.createdAt },
        .always("updated_at", .instant, example: "2026-01-06T09:00:00.000Z") { $0.updatedAt },
        .always("version", .integer(1...Int.max)) { $0.version },
        .whenSet("display_name", name) { $0.profile.displayName },
        .whenSet("full_name", name) { $0.profile.fullName },
        .whenSet("first_name", name) { $0.profile.firstName },
        .whenSet("last_name", name) { $0.profile.lastName },
        .whenSet("locale", .string(maxLength: Profile.maximumLocaleLength)) { $0.profile.locale },
        .whenSet("marketing_opt_in", .boolean) { $0.profile.marketingOptIn },
        .whenSet("avatar_url", .string()) { $0.profile.avatar },
        .whenSet("extra", .map(.string())) { $0.profile.extra },
        .whenSet("roles", names) { $0.roles.isEmpty ? nil : $0.roles },
        .whenSet("groups", names) { $0.groups.isEmpty ? nil : $0.groups },
        .whenSet("permissions", .array(.enumeration(Permission.allCases.map(\.rawValue)))) { account in
            account.permissions.isEmpty ? nil : account.permissions.map(\.rawValue)
        },
        .whenSet("last_login_at", .instant) { $0.lastLoginAt },
    ]
}
