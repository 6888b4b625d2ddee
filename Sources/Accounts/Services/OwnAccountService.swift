import DocumentStore

/// What the holder of an account does with it.
public struct OwnAccountService: Sendable {
    /// How long after a login an e-mail may be changed without the password.
    private static let freshLogin = Duration.seconds(600)

    let directory: AccountDirectory
    let hasher: PasswordHasher
    let guardian: LoginGuard
    let limiter: RateLimiter

    /// Changes the caller's own account; what only administrators may set is left aside.
    ///
    /// - Throws: `AccountError.versionMismatch`, `.invalid`, `.emailTaken`, `.currentPassword…`, `.unavailable`.
    public func update(
        _ caller: Caller, _ changes: AccountChanges, if condition: VersionCondition = .any,
        from client: ClientDescription
    ) async throws(AccountError) -> Account {
        let account = try caller.account
        try condition.check(account)
        let (checked, password) = try check(changes, for: account)
        let changesEmail = changesEmail(checked, of: account)
        let needsPassword = password != nil || (changesEmail && !isFresh(caller.session))
        if changesEmail { try await limiter.take(.mailRequest, from: client.network) }
        if needsPassword { try await verifyCurrentPassword(changes.currentPassword, of: account, from: client) }
        let hash = try await hasher.hash(ifSet: password)
        let verifiedHash = account.hashedPassword
        let now = directory.now
        // A hash takes long: another program, which counts no revisions, may have changed the account meanwhile.
        let known = needsPassword || hash != nil ? nil : account
        return try await directory.updateOwn(caller, known: known, from: client) { account throws(AccountError) in
            try condition.check(account)
            // Proven was the password that the caller's account had; a fresh login counts while it lasts.
            if needsPassword, account.hashedPassword != verifiedHash { throw .currentPasswordWrong }
            if changesEmail, let session = caller.session, account.session(session.id, at: now) == nil {
                throw .tokenInvalid(.sessionOver)
            }
            // The address may have changed since the request came in: this would change it back.
            if !changesEmail, checked.email.map({ $0.description != account.email }) ?? false {
                throw .currentPasswordRequired
            }
            try account.apply(checked, at: now)
            if let hash {
                account.setPassword(hash: hash, keeping: caller.session?.id, at: now)
                account.queueNotice(.passwordChanged, at: now)
            }
        }
    }

    /// Replaces the caller's preferences.
    ///
    /// - Parameter preferences: The JSON text of an object, kept as it is, so that every value comes back equal; of at most
    ///   `Profile.maximumPreferencesLength` bytes and `Profile.maximumPreferencesDepth` levels.
    /// - Throws: `AccountError.invalid`, `.versionMismatch`, `.unavailable`.
    public func setPreferences(
        _ preferences: String, of caller: Caller, if condition: VersionCondition = .any,
        from client: ClientDescription
    ) async throws(AccountError) -> Account {
        try Profile.check(preferences: preferences)
        return try await directory.updateOwn(caller, from: client) { account throws(AccountError) in
            try condition.check(account)
            account.profile.preferences = preferences
        }
    }

    /// Deletes the caller's own account; its tokens are dead at once.
    ///
    /// - Parameter proof: That the caller knows the password, where that is asked.
    /// - Throws: `AccountError.lastAdmin`, `.versionMismatch`, `.currentPasswordWrong` when the password changed since the proof,
    ///   `.unavailable`.
    public func delete(
        _ caller: Caller, by proof: PasswordProof? = nil, if condition: VersionCondition = .any,
        from client: ClientDescription
    ) async throws(AccountError) {
        let origin = caller.origin(client)
        do {
            try await directory.erase(try caller.account.id, by: origin) { account throws(AccountError) in
                try condition.check(account)
                try proof?.check(account)
            }
        } catch AccountError.notFound {
            throw .tokenInvalid(.unknownUser)
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
        var check = AccountCheck(serviceName: directory.serviceName)
        let checked = check.changes(own, of: account)
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

    /// A wrong one counts as a login that failed: who has a session must not guess the password by it.
    func verifyCurrentPassword(
        _ password: String?, of account: Account, from client: ClientDescription
    ) async throws(AccountError) {
        guard let hash = account.hashedPassword else { throw .currentPasswordUnset }
        guard let password else { throw .currentPasswordRequired }
        let attempt = LoginAttempt(again: account, client: client)
        let verification = try await guardian.pass(attempt) { () async throws(AccountError) in
            try await hasher.check(password, against: hash)
        }
        guard case .correct = verification else {
            try await guardian.recordFailure(of: attempt, .passwordChangeFail)
            throw .currentPasswordWrong
        }
        try await guardian.recordSuccess(of: attempt)
    }
}

extension Profile {
    /// Asks whether a JSON text is small enough for preferences.
    fileprivate static func check(preferences text: String) throws(AccountError) {
        guard text.utf8.count <= maximumPreferencesLength else {
            throw .invalid([
                FieldProblem("preferences", .tooLong, "This has at most \(maximumPreferencesLength) bytes.")
            ])
        }
        guard text.jsonDepth <= maximumPreferencesDepth else {
            throw .invalid([
                FieldProblem("preferences", .tooDeep, "This has at most \(maximumPreferencesDepth) levels.")
            ])
        }
    }
}

extension AccountDirectory {
    /// Changes the caller's own account: one that was deleted a moment ago has no good tokens.
    @discardableResult
    func updateOwn(
        _ caller: Caller, known: Account? = nil, from client: ClientDescription,
        _ change: @Sendable (inout Account) throws(AccountError) -> Void
    ) async throws(AccountError) -> Account {
        do {
            return try await update(try caller.account.id, known: known, by: caller.origin(client), change)
        } catch AccountError.notFound {
            throw .tokenInvalid(.unknownUser)
        }
    }
}
