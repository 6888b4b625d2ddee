import DocumentStore

/// What administrators do with accounts. Every method asks first whether its caller may.
public struct AdministrationService: Sendable {
    let directory: AccountDirectory
    let hasher: PasswordHasher
    let registration: RegistrationService

    /// One page of the accounts that the caller may see.
    public func list(_ query: AccountQuery, by caller: Caller) async throws(AccountError) -> AccountPage {
        try caller.requireManagesUsers()
        try caller.requireReaches(query.namespace?.description)
        return try await directory.list(query, within: caller.managedNamespace ?? query.namespace)
    }

    /// One page of the accounts that the caller may see, by name, after so many.
    ///
    /// - Parameters:
    ///   - limit: The page's size, at most `AccountQuery.maximumLimit`.
    ///   - offset: At most `AccountQuery.maximumOffset`.
    public func page(limit: Int, offset: Int, by caller: Caller) async throws(AccountError) -> AccountPage {
        var query = AccountQuery()
        query.sort = .name
        query.limit = limit
        query.offset = offset
        query.leavesOutErased = true
        return try await list(query, by: caller)
    }

    /// The account with this id.
    public func account(_ id: ObjectID, by caller: Caller) async throws(AccountError) -> Account {
        try caller.requireManagesUsers()
        guard let account = try await directory.find(id) else { throw .notFound }
        try caller.requireSees(account)
        return account
    }

    /// The account with this id for whoever may see it: its holder, and who manages users.
    ///
    /// - Throws: `AccountError.notFound` to all others too, `.unavailable`.
    public func account(_ id: ObjectID, visibleTo caller: Caller) async throws(AccountError) -> Account {
        if caller.holds(id) { return try caller.account }
        guard caller.managesUsers else { throw .notFound }
        return try await account(id, by: caller)
    }

    /// Makes an account. One without a password gets a mail with a link to set it.
    public func create(
        _ draft: NewAccount, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) -> Account {
        try caller.requireManagesUsers()
        try caller.requireMayGrant(draft.changes)
        try caller.requireReaches(draft.namespace)
        var draft = draft
        draft.namespace = caller.managedNamespace?.description ?? draft.namespace
        return try await registration.create(draft, caller.origin(client))
    }

    /// Changes an account. A new password, and disabling, end its sessions.
    public func update(
        _ id: ObjectID, _ changes: AccountChanges, if condition: VersionCondition = .any, by caller: Caller,
        from client: ClientDescription
    ) async throws(AccountError) -> Account {
        let target = try await account(id, by: caller)
        try caller.requireMayChange(target)
        try caller.requireMayGrant(changes)
        try condition.check(target)
        var check = AccountCheck(serviceName: directory.serviceName)
        let checked = check.changes(changes, of: target)
        let password = check.newPassword(changes.password, for: target, with: checked)
        try check.finish()
        let hash = try await hasher.hash(ifSet: password)
        let now = directory.now
        return try await directory.updateStanding(id, by: caller.origin(client)) { account throws(AccountError) in
            try caller.requireMayChange(account)
            try condition.check(account)
            try account.apply(checked, at: now)
            if let hash {
                account.setPassword(hash: hash, at: now)
                account.queueNotice(.passwordChanged, at: now)
            }
        }
    }

    /// The account's open sessions, the newest first.
    public func sessions(of id: ObjectID, by caller: Caller) async throws(AccountError) -> [Session] {
        try await account(id, by: caller).openSessions(at: directory.now)
    }

    /// Ends all sessions of the account.
    public func endSessions(
        of id: ObjectID, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) {
        let target = try await account(id, by: caller)
        let now = directory.now
        try await directory.update(target.id, by: caller.origin(client)) { account throws(AccountError) in
            try caller.requireMayChange(account)
            account.endSessions(at: now)
        }
    }

    /// Deletes an account.
    ///
    /// - Throws: `AccountError.ownAccount` for the caller's own.
    public func delete(
        _ id: ObjectID, if condition: VersionCondition = .any, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) {
        let target = try await account(id, by: caller)
        guard !caller.holds(target.id) else { throw .ownAccount }
        try await directory.erase(id, by: caller.origin(client)) { account throws(AccountError) in
            try caller.requireMayChange(account)
            try condition.check(account)
        }
    }
}
