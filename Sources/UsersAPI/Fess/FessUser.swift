import Accounts

/// How users are shown: every field, as an empty text where it is not set.
struct FessUser: Sendable {
    private let fields: [OutputField<AccountView>]

    init(_ compatibility: FessCompatibility) {
        fields = compatibility == .docs ? Self.documented : Self.documented + Self.ofServer
    }

    var schema: Schema { .named("FessUser", .object(fields.map(\.property))) }

    func write(_ account: Account, to writer: inout JSONWriter) {
        let view = AccountView(account)
        writer.object { writer in
            for field in fields { field.write(view, &writer) }
        }
    }

    private static let names = Schema.array(.string())

    private static let documented: [OutputField<AccountView>] =
        [
            .id,
            .always("name", .string(), example: "john.doe") { $0.account.loginName },
        ]
        + FessProfileField.all.map { field in .always(field.name, .string()) { field.value($0) ?? "" } }
        + [
            .always("roles", names) { ($0.account.isAdmin ? [Role.admin] : []) + $0.account.roles },
            .always("groups", names) { $0.account.groups },
            .version("versionNo"),
        ]

    private static let ofServer: [OutputField<AccountView>] = [
        .always("attributes", .map(.string())) { view in
            Dictionary(uniqueKeysWithValues: FessProfileField.all.map { ($0.name, $0.value(view) ?? "") })
        },
        .version("version_no"),
    ]
}
