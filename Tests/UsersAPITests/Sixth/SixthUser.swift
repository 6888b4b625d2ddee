import Accounts

@testable import UsersAPI

/// A user, as the sixth dialect shows it.
struct SixthUser: AccountMessage {
    let source: AccountView

    static let schemaName = "SixthUser"

    static let fields: [OutputField<AccountView>] = [.id, .displayName.or("nobody")]
}
