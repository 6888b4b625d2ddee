import Accounts

/// A line of a file that is imported.
struct ImportLine: Sendable {
    /// Counted from 1, empty lines too.
    let number: Int
    /// The account, or what is wrong with it.
    let account: Result<PreparedAccount, AccountError>
}
