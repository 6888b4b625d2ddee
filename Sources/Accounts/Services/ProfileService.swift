import DocumentStore

/// Profiles of accounts, one's own and others', for services that log their users in elsewhere.
///
/// An account that the caller may not know of, because it belongs to another namespace, is `AccountError.notFound` everywhere.
public struct ProfileService: Sendable {
    /// How long an address that somebody registered who is trusted with nothing stays taken while the account is not activated.
    private static let unvouchedLifetime = MailTokens.Purpose.verifyEmail.lifetime

    let directory: AccountDirectory
    let registration: RegistrationService
    let administration: AdministrationService
    let ownAccount: OwnAccountService
    let limiter: RateLimiter

    /// Registers somebody in the caller's namespace. The account waits for its activation; no mail is sent.
    ///
    /// A caller without the permission to register, or to manage, users registers 20 an hour, and what it registers yields its address
    /// to the next registration unless it is activated in time.
    ///
    /// - Throws: `AccountError.missingPermission` for a service without these, `.throttled`, `.invalid`, `.emailTaken`,
    ///   `.unavailable`.
    public func register(
        _ draft: NewAccount, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) -> Account {
        if !caller.mayRegisterMany {
            guard let id = caller.accountID else { throw .missingPermission(.registerUsers) }
            try await limiter.take(.registrationOfOthers, by: id)
        }
        var account = try await make(draft, by: caller)
        account.isActive = false
        account.awaitsActivation = true
        if !caller.mayRegisterMany { account.activationExpiresAt = account.createdAt + Self.unvouchedLifetime }
        return try await registration.store(account, caller.origin(client))
    }

    /// Makes an active account in the caller's namespace; no mail is sent.
    ///
    /// - Throws: `AccountError.missingPermission`, `.invalid`, `.emailTaken`, `.unavailable`.
    public func create(
        _ draft: NewAccount, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) -> Account {
        try caller.require(entitlement: .manageUsers)
        return try await registration.store(try await make(draft, by: caller), caller.origin(client))
    }

    /// Activates an account; one that is active stays as it is. Its holder can do so while it waits for that, with a token that is good
    /// for nothing else; who manages users can also enable it again.
    ///
    /// - Throws: `AccountError.tokenInvalid` for an inactive caller elsewhere, `.notFound`, `.forbidden`, `.unavailable`.
    public func activate(
        _ id: ObjectID, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) -> Account {
        let isOwner = caller.holds(id)
        guard caller.isActive || isOwner else { throw .tokenInvalid(.inactiveUser) }
        _ = try await account(id, for: caller)
        guard caller.holdsOrManages(id) else { throw .forbidden }
        let now = directory.now
        return try await directory.updateStanding(id, by: caller.origin(client)) { account throws(AccountError) in
            guard !account.isActive else { return }
            if !isOwner || !account.awaitsActivation {
                try caller.requireManagesUsers()
                try caller.requireMayChange(account)
            }
            account.setActive(true, at: now)
        }
    }

    /// The account with this id, and whether the caller may see all of its profile: its holder and who manages users may.
    ///
    /// - Throws: `AccountError.notFound`, `.unavailable`.
    public func profile(
        _ id: ObjectID, by caller: Caller
    ) async throws(AccountError) -> (account: Account, isWhole: Bool) {
        (try await account(id, for: caller), caller.holdsOrManages(id))
    }

    /// The account with this id, for whoever may know what it may do: its holder, who manages users, and services that introspect.
    ///
    /// - Throws: `AccountError.notFound`, `.forbidden`, `.unavailable`.
    public func entitled(_ id: ObjectID, by caller: Caller) async throws(AccountError) -> Account {
        let account = try await account(id, for: caller)
        try caller.requireMayAsk(entitlementsOf: id)
        return account
    }

    /// Changes a profile: one's own by the rules of `OwnAccountService`, another's by those of `AdministrationService`.
    ///
    /// - Throws: `AccountError.notFound`, `.forbidden`, and what these throw.
    public func update(
        _ id: ObjectID, _ changes: AccountChanges, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) -> Account {
        _ = try await account(id, for: caller)
        guard !caller.holds(id) else { return try await ownAccount.update(caller, changes, from: client) }
        return try await administration.update(id, changes, by: caller, from: client)
    }

    /// One page of the accounts that the caller may see, in the order of their creation.
    ///
    /// - Throws: `AccountError.missingPermission`, `.unavailable`.
    public func page(limit: Int, offset: Int, by caller: Caller) async throws(AccountError) -> AccountPage {
        try caller.require(entitlement: .manageUsers)
        var query = AccountQuery()
        query.limit = limit
        query.offset = offset
        query.leavesOutErased = true
        return try await directory.list(query, within: caller.managedNamespace)
    }

    /// All accounts that the caller may see, in the order of their creation, from an offset on.
    ///
    /// - Throws: `AccountError.missingPermission`.
    public func walk(offset: Int, by caller: Caller) throws(AccountError) -> AccountWalk {
        try caller.require(entitlement: .manageUsers)
        var query = AccountQuery()
        query.offset = offset
        query.leavesOutErased = offset > 0
        return AccountWalk(directory: directory, query: query, within: caller.managedNamespace)
    }

    private func account(_ id: ObjectID, for caller: Caller) async throws(AccountError) -> Account {
        guard let account = try await directory.find(id) else { throw .notFound }
        try caller.requireKnows(account)
        return account
    }

    private func make(_ draft: NewAccount, by caller: Caller) async throws(AccountError) -> Account {
        var draft = draft
        draft.namespace = caller.namespace.description
        return try await registration.make(draft)
    }
}
