/// The way back by the links that Djoser's clients know: to a password, and to a login name.
extension PasswordRecoveryService {
    /// As `request`, by the links of Djoser, and as Djoser does for accounts alone that can log in with a password.
    public func requestConfirmation(
        for email: String, namespace: String? = nil, from client: ClientDescription
    ) async throws(AccountError) {
        try await limiter.take(.mailRequest, from: client.network)
        let account = try await accountWithPassword(email, namespace)
        try await mail(.passwordResetConfirm, to: account, .passwordResetRequest, from: client)
    }

    /// Mails a link by which an account that can log in with a password gets another login name; whether there is one is not told.
    ///
    /// - Throws: `AccountError.throttled`, `.unavailable`.
    public func requestUsername(
        for email: String, namespace: String? = nil, from client: ClientDescription
    ) async throws(AccountError) {
        try await limiter.take(.mailRequest, from: client.network)
        let account = try await accountWithPassword(email, namespace)
        try await mail(.usernameResetConfirm, to: account, .usernameResetRequest, from: client)
    }

    /// As `reset`, by a link of Djoser's; as with Djoser no mail tells of it.
    ///
    /// - Throws: `AccountError.notFound` when the uid is nobody's too.
    public func confirm(
        uid: String, token: String, password: String, from client: ClientDescription
    ) async throws(AccountError) {
        let account = try await directory.account(uid: uid)
        try await reset(account.id, token: token, password: password, notifies: false, from: client)
    }

    /// Gives the account another login name by the link of a mail; sessions stay.
    ///
    /// - Throws: `AccountError.notFound` when the uid is nobody's, `.mailTokenInvalid`, `.invalid` for the name, `.usernameTaken`,
    ///   `.unavailable`.
    public func confirmUsername(
        uid: String, token: String, username: String, from client: ClientDescription
    ) async throws(AccountError) {
        let account = try await directory.account(uid: uid)
        try checkUsernameToken(token, of: account)
        var check = AccountCheck()
        let name = check.username(username)
        try check.finish()
        try await directory.updateByLink(account.id, from: client) { account throws(AccountError) in
            try checkUsernameToken(token, of: account)
            guard let name else { return }
            account.takeLoginName(name)
            account.outbox.removeAll { $0.isMail(.usernameResetConfirm) }
        }
    }

    private func accountWithPassword(_ email: String, _ namespace: String?) async throws(AccountError) -> Account? {
        let account = try await directory.find(email: email, namespace: namespace)
        guard let account, account.isActive, account.hashedPassword != nil else { return nil }
        return account
    }

    private func checkUsernameToken(_ token: String, of account: Account) throws(AccountError) {
        guard account.isActive, links.isGood(token, for: .resetUsername, of: account, at: directory.now)
        else { throw .mailTokenInvalid }
    }
}
