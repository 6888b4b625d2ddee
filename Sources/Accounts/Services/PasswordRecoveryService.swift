import DocumentStore

/// Setting a password by a mailed link: the holder's way back, and the first password of who was invited.
public struct PasswordRecoveryService: Sendable {
    let directory: AccountDirectory
    let hasher: PasswordHasher
    let links: MailTokens
    let requests: MailRequests
    let backOff: LoginBackOff

    /// Mails a link that sets the password; whether there is anybody to mail it to is not told.
    ///
    /// - Throws: `AccountError.throttled`, `.unavailable`.
    public func request(
        for email: String, namespace: String?, from client: ClientDescription
    ) async throws(AccountError) {
        try await requests.take(.passwordResetRequest, for: email, namespace: namespace, from: client) { account in
            account.isActive || account.awaitsActivation
        } _: {
            $0.queueNotice(.resetPassword, at: $1)
        }
    }

    /// Sets the password by the link of a mail: all sessions end, and the address that the mail went to is verified.
    ///
    /// - Parameter notifies: Whether a mail tells of it.
    /// - Throws: `AccountError.mailTokenInvalid`, `.invalid` for the password, `.unavailable`.
    public func reset(
        _ id: ObjectID, token: String, password: String, notifies: Bool = true, from client: ClientDescription
    ) async throws(AccountError) {
        guard let account = try await directory.find(id) else { throw .mailTokenInvalid }
        try check(token, of: account)
        var check = AccountCheck(serviceName: directory.serviceName)
        check.password(password, email: account.email, username: account.username)
        try check.finish()
        let hash = try await hasher.hash(ifSet: password)
        let now = directory.now
        // Whoever locked the holder out by guessing does so no longer.
        for name in [account.email, account.hasLoginName ? account.username : nil].compactMap({ $0 }) {
            try await backOff.clear(.login(name, namespace: account.namespace.description))
        }
        try await directory.updateByLink(id, from: client) { account throws(AccountError) in
            try self.check(token, of: account)
            guard let hash else { return }
            // The mail went to the address that was verified last: whoever changed it since does not keep the account.
            if account.resetAddress != account.email { account.restoreVerifiedEmail(at: now) }
            account.setPassword(hash: hash, at: now)
            account.outbox.removeAll {
                $0.isMail(.resetPassword) || $0.isMail(.passwordResetConfirm) || $0.isMail(.invitation)
            }
            if notifies { account.queueNotice(.passwordChanged, at: now) }
            account.markEmailVerified(at: now)
        }
    }

    private func check(_ token: String, of account: Account) throws(AccountError) {
        let now = directory.now
        guard account.isActive || account.awaitsActivation,
            links.isGood(token, for: .resetPassword, of: account, at: now)
                || links.isGood(token, for: .invitation, of: account, at: now)
        else { throw .mailTokenInvalid }
    }
}
