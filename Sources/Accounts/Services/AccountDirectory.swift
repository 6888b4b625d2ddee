import DocumentStore

/// The stored accounts: the one place that reads and writes them.
struct AccountDirectory: Sendable {
    /// How many decoded accounts are kept, some kilobytes each.
    private static let decodedCapacity = 4096

    let accounts: DocumentCollection<Account>
    let admins: AdminRoster
    private let clock: @Sendable () -> Instant

    init(store: any DocumentStore, clock: @escaping @Sendable () -> Instant) {
        accounts = DocumentCollection(
            AccountSchema.users, in: store, decodedCapacity: Self.decodedCapacity)
        admins = AdminRoster(store: store, clock: clock)
        self.clock = clock
    }

    var now: Instant { clock() }

    func find(_ id: ObjectID) async throws(AccountError) -> Account? {
        do {
            return try await accounts.find(id)
        } catch {
            throw AccountError(error)
        }
    }

    func find(_ identifier: Identifier) async throws(AccountError) -> Account? {
        do {
            return try await accounts.find(.string(identifier.description), by: AccountSchema.identifiers)
        } catch {
            throw AccountError(error)
        }
    }

    /// The account that a login name names: an e-mail address first, where it looks like one.
    func find(login: String, namespace: NamespaceName) async throws(AccountError) -> Account? {
        if login.contains("@"),
            let account = try await find(Identifier(login, kind: .email, namespace: namespace))
        {
            return account
        }
        return try await find(Identifier(login, kind: .username, namespace: namespace))
    }

    /// Stores a new account.
    ///
    /// - Throws: `AccountError.emailTaken` or `.usernameTaken` when an identifier belongs to another account.
    func insert(_ account: Account) async throws(AccountError) {
        do {
            try await accounts.insert(account)
        } catch .duplicateKey {
            throw try await conflict(of: account)
        } catch {
            throw AccountError(error)
        }
    }

    /// Reads, changes and replaces an account, again from the start when it lost a race.
    ///
    /// - Returns: The changed account.
    /// - Throws: What `change` throws, `AccountError.notFound`, or a conflict as `insert`.
    @discardableResult
    func update(
        _ id: ObjectID, _ change: @Sendable (inout Account) throws(AccountError) -> Void
    ) async throws(AccountError) -> Account {
        var attempted: Account?
        let changed: Account?
        do {
            changed = try await accounts.update(id) { account throws(AccountError) in
                let before = account
                try change(&account)
                account.noteVisibleChange(since: before, at: now)
                attempted = account
            }
        } catch {
            guard case .emailTaken = error, let attempted else { throw error }
            throw try await conflict(of: attempted)
        }
        guard let changed else { throw .notFound }
        return changed
    }

    /// Whose identifier it is that `account` may not have.
    func conflict(of account: Account) async throws(AccountError) -> AccountError {
        if let email = account.email {
            let holder = try await find(Identifier(email, kind: .email, namespace: account.namespace))
            if let holder, holder.id != account.id { return .emailTaken }
        }
        // The holder may be gone by now; a name is nobody's identifier unless the account logs in by it.
        return account.hasLoginName ? .usernameTaken : .emailTaken
    }
}
