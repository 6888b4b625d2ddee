import Accounts

/// How users are shown: every field, as an empty text where it is not set.
struct FessUser: Sendable {
    private let fields: [OutputField<Account>]

    init(_ compatibility: FessCompatibility) {
        fields = compatibility == .docs ? Self.documented : Self.documented + Self.ofServer
    }

    var schema: Schema { .named("FessUser", .object(fields.map(\.property))) }

    func write(_ account: Account, to writer: inout JSONWriter) {
        writer.object { writer in
            for field in fields { field.write(account, &writer) }
        }
    }

    private static let names = Schema.array(.string())
    private static let version = Schema.integer(1...Int.max)

    private static let documented: [OutputField<Account>] =
        [
            .always("id", .objectID, example: "65f0c0ffee65f0c0ffee65f0") { $0.id },
            .always("name", .string(), example: "john.doe") { $0.loginName },
        ]
        + FessProfileField.all.map { field in .always(field.name, .string()) { field.value($0) ?? "" } }
        + [
            .always("roles", names) { account in (account.isAdmin ? [Role.admin] : []) + account.roles },
            .always("groups", names) { $0.groups },
            .always("versionNo", version) { $0.version },
        ]

    private static let ofServer: [OutputField<Account>] = [
        .always("attributes", .map(.string())) { account in
            Dictionary(uniqueKeysWithValues: FessProfileField.all.map { ($0.name, $0.value(account) ?? "") })
        },
        .always("version_no", version) { $0.version },
    ]
}
