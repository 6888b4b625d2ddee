import Accounts

/// A user who has just registered: as others, without the date.
struct DjoserNewUserMessage: AccountMessage {
    let source: AccountView

    static let schemaName = "DjoserNewUser"

    static let fields: [OutputField<AccountView>] = [
        .id,
        .username(example: "jane"),
        .always("email", .string(), example: "jane@example.com") { $0.account.email ?? "" },
        .firstName.or(""),
        .lastName.or(""),
        .avatar.named("avatar").orNull,
        .isActive,
    ]
}
