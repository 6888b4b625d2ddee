import Accounts

/// A user, as Djoser shows it: what is not set is an empty text.
struct DjoserUserMessage: AccountMessage {
    let source: AccountView

    static let schemaName = "DjoserUser"

    static let fields: [OutputField<AccountView>] = DjoserNewUserMessage.fields + [.createdAt("date_joined")]
}
