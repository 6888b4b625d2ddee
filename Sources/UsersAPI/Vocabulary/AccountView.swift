import Accounts

/// An account as answers show it.
///
/// A class, so that its fields read the account where it is: a copy for each would cost more than writing them.
final class AccountView: Sendable {
    let account: Account
    let profile: Profile

    init(_ account: Account) {
        self.account = account
        // Taken once: its nine fields are nine copies of it otherwise.
        profile = account.profile
    }
}
