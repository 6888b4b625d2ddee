import Accounts

/// A user's preferences.
struct PreferencesMessage: ObjectMessage {
    let source: Profile

    init(_ account: Account) {
        source = account.profile
    }

    static let schemaName = "Preferences"

    static let fields: [OutputField<Profile>] = [
        .always("preferences", .anyObject) { StoredJSON(text: $0.preferences ?? "{}") }
    ]
}
