import Accounts
import DocumentStore

/// A user, as the native dialect shows it.
///
/// A class, so that its fields read the account where it is: a copy for each would cost more than writing them.
final class UserMessage: ObjectMessage {
    let account: Account
    let profile: Profile

    init(_ account: Account) {
        self.account = account
        // Taken once: its nine fields are nine copies of it otherwise.
        profile = account.profile
    }

    static let schemaName = "User"

    private static let name = Schema.string(maxLength: Profile.maximumLength)
    private static let names = Schema.array(.string())

    static let fields: [OutputField<UserMessage>] = [
        .always("id", .objectID, example: "65f0c0ffee65f0c0ffee65f0") { $0.account.id },
        .orNull("email", .string(format: "email"), example: "jane@example.com") { $0.account.email },
        .always("username", name, example: "Jane") { $0.account.username },
        .always("is_admin", .boolean) { $0.account.isAdmin },
        .always("is_active", .boolean) { $0.account.isActive },
        .always("email_verified", .boolean) { $0.account.emailVerifiedAt != nil },
        .always("created_at", .instant, example: "2026-01-06T09:00:00.000Z") { $0.account.createdAt },
        .always("updated_at", .instant, example: "2026-01-06T09:00:00.000Z") { $0.account.updatedAt },
        .always("version", .integer(1...Int.max)) { $0.account.version },
        .whenSet("display_name", name) { $0.profile.displayName },
        .whenSet("full_name", name) { $0.profile.fullName },
        .whenSet("first_name", name) { $0.profile.firstName },
        .whenSet("last_name", name) { $0.profile.lastName },
        .whenSet("locale", .string(maxLength: Profile.maximumLocaleLength)) { $0.profile.locale },
        .whenSet("marketing_opt_in", .boolean) { $0.profile.marketingOptIn },
        .whenSet("avatar_url", .string()) { $0.profile.avatar },
        .whenSet("extra", .map(.string())) { $0.profile.extra },
        .whenSet("preferences", .anyObject) { $0.profile.preferences.map(StoredJSON.init) },
        .whenSet("roles", names) { $0.account.roles.isEmpty ? nil : $0.account.roles },
        .whenSet("groups", names) { $0.account.groups.isEmpty ? nil : $0.account.groups },
        .whenSet("permissions", .array(.enumeration(Permission.allCases.map(\.rawValue)))) { message in
            message.account.permissions.isEmpty ? nil : message.account.permissions.map(\.rawValue)
        },
        .whenSet("last_login_at", .instant) { $0.account.lastLoginAt },
    ]
}
