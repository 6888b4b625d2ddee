/// That the holder of an account gave its password a moment ago; good for one change, while the password stays.
public struct PasswordProof: Sendable {
    /// The hash that the password was compared with.
    private let hash: String

    init(hash: String) {
        self.hash = hash
    }

    /// Asks whether the account still has the password.
    func check(_ account: Account) throws(AccountError) {
        guard account.hashedPassword == hash else { throw .currentPasswordWrong }
    }
}
