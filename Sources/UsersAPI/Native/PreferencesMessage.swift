import Accounts

/// A user's preferences.
struct PreferencesMessage: ResponseMessage {
    /// JSON, as it is stored.
    private let text: String

    init(_ account: Account) {
        text = account.profile.preferences ?? "{}"
    }

    static let schema = Schema.named(
        "Preferences", .object([.init(name: "preferences", schema: .anyObject, isRequired: true)]))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("preferences")
            writer.raw(text)
        }
    }
}
