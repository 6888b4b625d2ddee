import DocumentStore

/// Making accounts.
public struct RegistrationService: Sendable {
    let directory: AccountDirectory
    let hasher: PasswordHasher

    /// Registers whoever asks.
    ///
    /// - Throws: `AccountError.invalid`, `.emailTaken`, `.unavailable`.
    public func register(_ draft: NewAccount) async throws(AccountError) -> Account {
        let account = try await make(draft)
        try await directory.insert(account)
        return account
    }

    /// Makes the first administrator of the namespace `default`, if it has none yet.
    ///
    /// - Returns: The account; nil when there is an administrator already.
    public func registerFirstAdmin(_ draft: NewAccount) async throws(AccountError) -> Account? {
        if try await directory.admins.exist(in: .default) { return nil }
        return try await registerAdmin(draft)
    }

    /// Makes an administrator, for those who have the machine.
    public func registerAdmin(_ draft: NewAccount) async throws(AccountError) -> Account {
        var draft = draft
        draft.changes.isAdmin = true
        let account = try await register(draft)
        await directory.admins.settle(account.id, namespace: account.namespace)
        return account
    }

    /// Checks a draft and makes the account of it, which is not stored yet.
    func make(_ draft: NewAccount) async throws(AccountError) -> Account {
        var check = AccountCheck()
        let namespace = check.namespace(draft.namespace)
        let email = check.email(draft.email)
        let username = check.username(draft.username)
        check.password(draft.password, email: email?.description, username: username?.description)
        let changes = check.changes(draft.changes)
        try check.finish()
        guard let namespace, let username else { throw .broken(reason: "an unchecked draft") }

        let now = directory.now
        var account = Account(namespace: namespace, username: username.description, createdAt: now)
        if let email { account.setEmail(email) }
        account.apply(changes, at: now)
        account.isActive = changes.isActive ?? true
        account.hashedPassword = try await hasher.hash(ifSet: draft.password)
        return account
    }
}
