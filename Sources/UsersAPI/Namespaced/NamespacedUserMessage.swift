import Accounts
import DocumentStore

/// A user, as the namespaced dialect shows it: what is not set is null, an `extra` without entries `{}`.
struct NamespacedUserMessage: ObjectMessage {
    let account: Account
    let profile: Profile

    init(_ account: Account) {
        self.account = account
        profile = account.profile
    }

    static let schemaName = "NamespacedUser"

    static let fields: [OutputField<NamespacedUserMessage>] = [
        .always("id", .objectID, example: "65f0c0ffee65f0c0ffee65f0") { $0.account.id },
        .always("namespace", .string(), example: "app-x") { $0.account.namespace.description },
        .always("username", .string(maxLength: Profile.maximumLength), example: "y") { $0.account.username },
        .orNull("email", .string(format: "email"), example: "y@example.com") { $0.account.email },
        .orNull("full_name", .string(maxLength: Profile.maximumLength)) { $0.profile.fullName },
        .orNull("avatar_url", .string()) { $0.profile.avatar },
        .always("extra", .map(.string())) { $0.profile.extra ?? [:] },
        .always("is_active", .boolean) { $0.account.isActive },
        .always("created_at", .instant, example: "2026-01-06T09:00:00.000Z") { $0.account.createdAt },
        .always("updated_at", .instant, example: "2026-01-06T09:00:00.000Z") { $0.account.updatedAt },
    ]
}
