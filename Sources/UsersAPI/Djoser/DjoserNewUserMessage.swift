import Accounts
import DocumentStore

/// A user who has just registered: as others, without the date.
struct DjoserNewUserMessage: ObjectMessage {
    let source: Account

    static let schemaName = "DjoserNewUser"

    private static let name = Schema.string(maxLength: Profile.maximumLength)

    static let fields: [OutputField<Account>] = [
        .always("id", .objectID, example: "65f0c0ffee65f0c0ffee65f0") { $0.id },
        .always("username", name, example: "jane") { $0.username },
        .always("email", .string(), example: "jane@example.com") { $0.email ?? "" },
        .always("first_name", name) { $0.profile.firstName ?? "" },
        .always("last_name", name) { $0.profile.lastName ?? "" },
        .orNull("avatar", .string()) { $0.profile.avatar },
        .always("is_active", .boolean) { $0.isActive },
    ]
}
