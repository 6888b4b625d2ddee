import Accounts
import DocumentStore

/// A user, as Djoser shows it: what is not set is an empty text.
struct DjoserUserMessage: ResponseMessage {
    let account: Account

    static let schema = Schema.named(
        "DjoserUser", .object((DjoserNewUserMessage.fields + [dateJoined]).map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in DjoserNewUserMessage.fields { field.write(account, &writer) }
            Self.dateJoined.write(account, &writer)
        }
    }

    private static let dateJoined = OutputField<Account>.always(
        "date_joined", .instant, example: "2026-01-06T09:00:00.000Z"
    ) { $0.createdAt }
}
