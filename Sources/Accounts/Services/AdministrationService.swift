import DocumentStore

/// What administrators do with accounts. Every method asks first whether its caller may.
public struct AdministrationService: Sendable {
    let directory: AccountDirectory
    let hasher: PasswordHasher
    let registration: RegistrationService

    /// One page of the accounts that the caller may see.
    public func list(_ query: AccountQuery, by caller: Caller) async throws(AccountError) -> AccountPage {
        try caller.requireManagesUsers()
        if let own = caller.managedNamespace, let asked = query.namespace, asked != own { throw .forbidden }
        let storeQuery = try query.pageQuery(within: caller.managedNamespace ?? query.namespace)
        do {
            async let total = directory.accounts.count(storeQuery)
            let page = try await directory.accounts.page(storeQuery)
            return AccountPage(accounts: page.documents, next: page.next, total: try await total)
        } catch let error as StoreError {
            throw AccountError(error)
        } catch {
            throw .broken(reason: "\(error)")
        }
    }

    /// The account with this id.
    public func account(_ id: ObjectID, by caller: Caller) async throws(AccountError) -> Account {
        try caller.requireManagesUsers()
        guard let account = try await directory.find(id) else { throw .notFound }
        try caller.requireSees(account)
        return account
    }

    /// Makes an account.
    public func create(_ draft: NewAccount, by caller: Caller) async throws(AccountError) -> Account {
        try caller.requireManagesUsers()
        try caller.requireMayGrant(draft.changes)
        var draft = draft
        if let own = caller.managedNamespace {
            if let asked = draft.namespace, asked != own.description { throw .forbidden }
            draft.namespace = own.description
        }
        let account = try await registration.register(draft)
        if account.isActiveAdmin { await directory.admins.settle(account.id, namespace: account.namespace) }
        return account
    }

    /// Changes an account. A new password, and disabling, end its sessions.
    public func update(
        _ id: ObjectID, _ changes: AccountChanges, if condition: VersionCondition = .any, by caller: Caller
    ) async throws(AccountError) -> Account {
        let target = try await account(id, by: caller)
        try caller.requireMayChange(target)
        try caller.requireMayGrant(changes)
        try condition.check(target)
        var check = AccountCheck()
        let checked = check.changes(changes)
        let password = check.newPassword(changes.password, for: target, with: checked)
        try check.finish()
        let hash = try await hasher.hash(ifSet: password)
        let now = directory.now
        return try await directory.updateStanding(id) { account throws(AccountError) in
            try caller.requireMayChange(account)
            try condition.check(account)
            account.apply(checked, at: now)
            if let hash { account.setPassword(hash: hash, at: now) }
        }
    }

    /// Deletes an account.
    ///
    /// - Throws: `AccountError.ownAccount` for the caller's own.
    public func delete(
        _ id: ObjectID, if condition: VersionCondition = .any, by caller: Caller
    ) async throws(AccountError) {
        let target = try await account(id, by: caller)
        guard target.id != caller.account.id else { throw .ownAccount }
        try await directory.delete(id) { account throws(AccountError) in
            try caller.requireMayChange(account)
            try condition.check(account)
        }
    }
}
