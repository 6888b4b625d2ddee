import Accounts

/// A user, as Djoser shows it: what is not set is an empty text.
struct DjoserUserMessage: ObjectMessage {
    let source: Account

    static let schemaName = "DjoserUser"

    static let fields: [OutputField<Account>] =
        DjoserNewUserMessage.fields + [
            .always("date_joined", .instant, example: "2026-01-06T09:00:00.000Z") { $0.createdAt }
        ]
}
