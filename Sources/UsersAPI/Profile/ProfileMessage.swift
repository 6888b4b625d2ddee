import Accounts
import DocumentStore

/// A user, as the profile service shows it: what is not set, or not for the caller's eyes, is null.
struct ProfileMessage: ObjectMessage {
    private let account: Account
    private let profile: Profile
    /// Whether the caller is neither the holder nor somebody who manages users.
    private let isMasked: Bool

    init(_ account: Account, isMasked: Bool = false) {
        self.account = account
        profile = account.profile
        self.isMasked = isMasked
    }

    static let schemaName = "Profile"

    private func unmasked<Value>(_ value: Value?) -> Value? { isMasked ? nil : value }

    private static let name = Schema.string(maxLength: Profile.maximumLength)

    static let fields: [OutputField<ProfileMessage>] = [
        .always("id", .objectID, example: "65f0c0ffee65f0c0ffee65f0") { $0.account.id },
        .orNull("email", .string(format: "email"), example: "jane@example.com") { $0.unmasked($0.account.email) },
        .orNull("display_name", name, example: "Jane Doe") { $0.profile.displayName },
        .orNull("full_name", name, example: "Jane Dominique") { $0.unmasked($0.profile.fullName) },
        .orNull("locale", .string(maxLength: Profile.maximumLocaleLength), example: "fr_FR") { $0.profile.locale },
        .orNull("marketing_opt_in", .boolean) { $0.unmasked($0.profile.marketingOptIn) },
        .orNull("preferences", .anyObject) { $0.unmasked($0.profile.preferences.map(StoredJSON.init)) },
        .always("is_active", .boolean) { $0.account.isActive },
        .always("created_at", .instant, example: "2026-01-06T09:00:00.000Z") { $0.account.createdAt },
        .always("updated_at", .instant, example: "2026-01-06T09:00:00.000Z") { $0.account.updatedAt },
    ]
}
