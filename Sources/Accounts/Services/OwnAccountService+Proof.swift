import DocumentStore

/// What the holder of an account does by giving the current password once more.
extension OwnAccountService {
    /// Looks at the caller's current password. A wrong one counts as a login that failed.
    ///
    /// - Throws: `AccountError.currentPasswordWrong`, `.currentPasswordUnset`, `.throttled`, `.forbidden` for a service, `.unavailable`.
    public func prove(
        _ password: String, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) -> PasswordProof {
        let account = try caller.account
        try await verifyCurrentPassword(password, of: account, from: client)
        guard let hash = account.hashedPassword else { throw .currentPasswordUnset }
        return PasswordProof(hash: hash)
    }

    /// Sets the caller's password; the other sessions end, and no mail tells of it.
    ///
    /// - Throws: `AccountError.invalid`, `.currentPasswordWrong` when the password changed meanwhile, `.unavailable`.
    public func setPassword(
        _ password: String, of caller: Caller, by proof: PasswordProof, from client: ClientDescription
    ) async throws(AccountError) {
        let account = try caller.account
        var check = AccountCheck(serviceName: directory.serviceName)
        check.password(password, email: account.email, username: account.username)
        try check.finish()
        guard let hash = try await hasher.hash(ifSet: password) else { return }
        let now = directory.now
        try await directory.updateOwn(caller, from: client) { account throws(AccountError) in
            try proof.check(account)
            account.setPassword(hash: hash, keeping: caller.session?.id, at: now)
        }
    }

    /// Gives the caller another login name.
    ///
    /// - Throws: `AccountError.invalid`, `.usernameTaken`, `.currentPasswordWrong` when the password changed meanwhile, `.unavailable`.
    public func setUsername(
        _ username: String, of caller: Caller, by proof: PasswordProof, from client: ClientDescription
    ) async throws(AccountError) {
        var check = AccountCheck()
        let name = check.username(username)
        try check.finish()
        guard let name else { return }
        try await directory.updateOwn(caller, from: client) { account throws(AccountError) in
            try proof.check(account)
            account.takeLoginName(name)
        }
    }
}
