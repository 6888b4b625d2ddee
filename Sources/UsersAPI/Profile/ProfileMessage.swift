import Accounts

/// A user, as the profile service shows it: what is not set, or not for the caller's eyes, is null.
struct ProfileMessage: ResponseMessage {
    private let view: AccountView
    private let fields: [OutputField<AccountView>]

    /// - Parameter isMasked: Whether the caller is neither the holder nor somebody who manages users.
    init(_ account: Account, isMasked: Bool = false) {
        view = AccountView(account)
        fields = isMasked ? Self.masked : Self.whole
    }

    static let schema = Schema.named("Profile", .object(whole.map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in fields { field.write(view, &writer) }
        }
    }

    private static let whole = fields { $0 }
    private static let masked = fields { $0.withheld }

    /// - Parameter ofHolder: What becomes of the fields that only the holder, and who manages users, may see.
    private static func fields(
        _ ofHolder: (OutputField<AccountView>) -> OutputField<AccountView>
    ) -> [OutputField<AccountView>] {
        [
            .id,
            ofHolder(.email.orNull),
            .displayName.like("Jane Doe").orNull,
            ofHolder(.fullName.like("Jane Dominique").orNull),
            .locale.like("fr_FR").orNull,
            ofHolder(.marketingOptIn.orNull),
            ofHolder(.preferences.orNull),
            .isActive,
            .createdAt,
            .updatedAt,
        ]
    }
}
