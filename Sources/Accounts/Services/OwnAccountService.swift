import DocumentStore

/// What the holder of an account does with it.
public struct OwnAccountService: Sendable {
    /// How long after a login an e-mail may be changed without the password.
    private static let freshLogin = Duration.seconds(600)

    let directory: AccountDirectory
    let hasher: PasswordHasher

    /// Changes the caller's own account; what only administrators may set is left aside.
    ///
    /// - Throws: `AccountError.versionMismatch`, `.invalid`, `.emailTaken`, `.currentPassword…`, `.unavailable`.
    public func update(
        _ caller: Caller, _ changes: AccountChanges, if condition: VersionCondition = .any
    ) async throws(AccountError) -> Account {
        let account = caller.account
        try condition.check(account)
        let (checked, password) = try check(changes, for: account)
        let changesEmail = changesEmail(checked, of: account)
        let needsPassword = password != nil || (changesEmail && !isFresh(caller.session))
        if needsPassword { try await verifyCurrentPassword(changes.currentPassword, of: account) }
        let hash = try await hasher.hash(ifSet: password)
        let verifiedHash = account.hashedPassword
        let now = directory.now
        return try await directory.update(account.id) { account throws(AccountError) in
            try condition.check(account)
            // Proven was the password that the caller's account had; a fresh login counts while it lasts.
            if needsPassword, account.hashedPassword != verifiedHash { throw .currentPasswordWrong }
            if changesEmail, let session = caller.session, account.session(session.id, at: now) == nil {
                throw .tokenInvalid
            }
            account.apply(checked, at: now)
            if let hash { account.setPassword(hash: hash, keeping: caller.session?.id, at: now) }
        }
    }

    /// Deletes the caller's own account; its tokens are dead at once.
    ///
    /// - Throws: `AccountError.lastAdmin`, `.versionMismatch`, `.unavailable`.
    public func delete(_ caller: Caller, if condition: VersionCondition = .any) async throws(AccountError) {
        try await directory.delete(caller.account.id) { account throws(AccountError) in
            try condition.check(account)
        }
    }

    private func check(
        _ changes: AccountChanges, for account: Account
    ) throws(AccountError) -> (CheckedChanges, String?) {
        var own = changes
        own.isAdmin = nil
        own.isActive = nil
        own.emailVerified = nil
        own.roles = nil
        own.groups = nil
        own.permissions = nil
        var check = AccountCheck()
        let checked = check.changes(own)
        let password = check.newPassword(changes.password, for: account, with: checked)
        try check.finish()
        return (checked, password)
    }

    private func changesEmail(_ changes: CheckedChanges, of account: Account) -> Bool {
        changes.email.map { $0.description != account.email } ?? false
    }

    private func isFresh(_ session: Session?) -> Bool {
        session.map { directory.now - $0.createdAt < Self.freshLogin } ?? false
    }

    private func verifyCurrentPassword(_ password: String?, of account: Account) async throws(AccountError) {
        guard let hash = account.hashedPassword else { throw .currentPasswordUnset }
        guard let password else { throw .currentPasswordRequired }
        guard case .correct = try await hasher.check(password, against: hash) else { throw .currentPasswordWrong }
    }
}
