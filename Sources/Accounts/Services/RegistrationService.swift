import DocumentStore

/// Making accounts.
public struct RegistrationService: Sendable {
    let directory: AccountDirectory
    let hasher: PasswordHasher
    let limiter: RateLimiter
    /// Whether an account that registers itself is inactive until its address is verified.
    let requiresActivation: Bool

    /// Registers whoever asks, and mails a link that verifies the address.
    ///
    /// - Parameters:
    ///   - caller: Who asks, if they are known: administrators, and services that register users, may do so as often as they like.
    ///   - isCounted: Whether `count` was called for it.
    /// - Throws: `AccountError.invalid`, `.emailTaken`, `.usernameTaken`, `.throttled`, `.unavailable`.
    public func register(
        _ draft: NewAccount, by caller: Caller? = nil, from client: ClientDescription, isCounted: Bool = false
    ) async throws(AccountError) -> Account {
        if !isCounted { try await count(by: caller, from: client) }
        var account = try await make(draft)
        let now = account.createdAt
        if let email = account.email {
            account.activationExpiresAt = now + MailTokens.Purpose.verifyEmail.lifetime
            if requiresActivation || draft.needsActivation {
                account.isActive = false
                account.awaitsActivation = true
            }
            account.queue(QueuedMail(draft.needsActivation ? .activation : .verifyEmail, to: email), at: now)
        }
        return try await store(account, caller?.origin(client) ?? .anonymous(client))
    }

    /// Counts a registration before it is tried, where what is taken is told first: nobody may ask that without end.
    ///
    /// - Throws: `AccountError.throttled`, `.unavailable`.
    public func count(by caller: Caller?, from client: ClientDescription) async throws(AccountError) {
        if caller?.mayRegisterMany != true { try await limiter.take(.registration, from: client.network) }
    }

    /// Which identifiers are taken, for those who tell of all problems at once: others may be faster, so claiming them is what decides.
    ///
    /// - Parameter account: Whose own identifiers do not count.
    /// - Throws: `AccountError.unavailable`.
    public func taken(
        email: String? = nil, username: String? = nil, in namespace: NamespaceName = .default,
        except account: ObjectID? = nil
    ) async throws(AccountError) -> TakenIdentifiers {
        var isTaken = (email: false, username: false)
        if let email {
            let identifier = Identifier(email, kind: .email, namespace: namespace)
            isTaken.email = try await directory.isTaken(identifier, except: account)
        }
        if let username {
            let identifier = Identifier(username, kind: .username, namespace: namespace)
            isTaken.username = try await directory.isTaken(identifier, except: account)
        }
        return TakenIdentifiers(email: isTaken.email, username: isTaken.username)
    }

    /// Makes an account on behalf of its holder. One without a password gets a mail with a link to set it.
    func create(_ draft: NewAccount, _ origin: Origin) async throws(AccountError) -> Account {
        var account = try await make(draft)
        if account.hashedPassword == nil, let email = account.email {
            account.queue(QueuedMail(.invitation, to: email), at: account.createdAt)
        }
        let stored = try await store(account, origin)
        if stored.isActiveAdmin { await directory.admins.settle(stored.id, namespace: stored.namespace) }
        return stored
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
        return try await create(draft, .commandLine)
    }

    /// Stores a new account, with what is to be told of it.
    func store(_ account: Account, _ origin: Origin) async throws(AccountError) -> Account {
        var account = account
        account.record(.userCreated, by: origin, at: account.createdAt)
        let blank = Account(namespace: account.namespace, username: account.username, createdAt: account.createdAt)
        account.recordPrivileges(since: blank, by: origin, at: account.createdAt)
        try await directory.insert(account)
        return account
    }

    /// Checks a draft and makes the account of it, which is not stored yet.
    func make(_ draft: NewAccount) async throws(AccountError) -> Account {
        var check = AccountCheck(serviceName: directory.serviceName)
        var account = try Account(checking: draft, with: &check, at: directory.now)
        account.hashedPassword = try await hasher.hash(ifSet: draft.password)
        return account
    }
}
