/// The way back by the links that Djoser's clients know: to a password, and to a login name.
extension PasswordRecoveryService {
    /// As `request`, by the links of Djoser, and as Djoser does for accounts alone that can log in with a password.
    public func requestConfirmation(
        for email: String, namespace: String? = nil, from client: ClientDescription
    ) async throws(AccountError) {
        try await requests.take(.passwordResetRequest, for: email, namespace: namespace, from: client) { account in
            account.isActive && account.hashedPassword != nil
        } _: {
            $0.queueNotice(.passwordResetConfirm, at: $1)
        }
    }

    /// Mails a link by which an account that can log in with a password gets another login name; whether there is one is not told.
    ///
    /// - Throws: `AccountError.throttled`, `.unavailable`.
    public func requestUsername(
        for email: String, namespace: String? = nil, from client: ClientDescription
    ) async throws(AccountError) {
        try await requests.take(.usernameResetRequest, for: email, namespace: namespace, from: client) { account in
            account.isActive && account.hashedPassword != nil
        } _: {
            $0.queueNotice(.usernameResetConfirm, at: $1)
        }
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

    private func checkUsernameToken(_ token: String, of account: Account) throws(AccountError) {
        guard account.isActive, links.isGood(token, for: .resetUsername, of: account, at: directory.now)
        else { throw .mailTokenInvalid }
    }
}
