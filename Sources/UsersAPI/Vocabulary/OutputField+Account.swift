import Accounts
import DocumentStore

/// What more than one dialect tells of an account.
extension OutputField where Source == AccountView {
    static var id: OutputField { .always("id", .objectID, example: "65f0c0ffee65f0c0ffee65f0") { $0.account.id } }

    static var isActive: OutputField { .always("is_active", .boolean) { $0.account.isActive } }

    static var createdAt: OutputField { createdAt("created_at") }

    static var updatedAt: OutputField {
        .always("updated_at", .instant, example: "2026-01-06T09:00:00.000Z") { $0.account.updatedAt }
    }

    static func createdAt(_ name: String) -> OutputField {
        .always(name, .instant, example: "2026-01-06T09:00:00.000Z") { $0.account.createdAt }
    }

    static func username(example: String) -> OutputField {
        .always("username", .personName, example: example) { $0.account.username }
    }

    static func version(_ name: String) -> OutputField {
        .always(name, .integer(1...Int.max)) { $0.account.version }
    }

    static var email: AccountDetail<String> {
        AccountDetail("email", .string(format: "email"), example: "jane@example.com") { $0.account.email }
    }

    static var displayName: AccountDetail<String> {
        AccountDetail("display_name", .personName) { $0.profile.displayName }
    }

    static var fullName: AccountDetail<String> { AccountDetail("full_name", .personName) { $0.profile.fullName } }

    static var firstName: AccountDetail<String> { AccountDetail("first_name", .personName) { $0.profile.firstName } }

    static var lastName: AccountDetail<String> { AccountDetail("last_name", .personName) { $0.profile.lastName } }

    static var locale: AccountDetail<String> { AccountDetail("locale", .locale) { $0.profile.locale } }

    static var marketingOptIn: AccountDetail<Bool> {
        AccountDetail("marketing_opt_in", .boolean) { $0.profile.marketingOptIn }
    }

    static var avatar: AccountDetail<String> { AccountDetail("avatar_url", .string()) { $0.profile.avatar } }

    static var extra: AccountDetail<[String: String]> { AccountDetail("extra", .map(.string())) { $0.profile.extra } }

    static var preferences: AccountDetail<StoredJSON> {
        AccountDetail("preferences", .anyObject) { $0.profile.preferences.map(StoredJSON.init) }
    }
}
