import DocumentStore

/// What those do with accounts who have the machine: no caller is asked for, everything is audited.
public struct OperatorService: Sendable {
    let directory: AccountDirectory
    let hasher: PasswordHasher

    /// One page of all accounts.
    public func list(_ query: AccountQuery) async throws(AccountError) -> AccountPage {
        try await directory.list(query, within: query.namespace)
    }

    /// The account with this id or login name.
    ///
    /// - Parameter namespace: Where the login name is looked up; `default` when nil.
    /// - Throws: `AccountError.notFound`, `.unavailable`.
    public func account(_ name: String, namespace: String?) async throws(AccountError) -> Account {
        if let id = ObjectID(hex: name), let account = try await directory.find(id) { return account }
        guard let namespace = NamespaceName(orDefault: namespace),
            let account = try await directory.find(login: name, namespace: namespace)
        else { throw .notFound }
        return account
    }

    /// Enables or disables an account; disabling ends its sessions.
    ///
    /// - Throws: `AccountError.notFound`, `.lastAdmin`, `.unavailable`.
    public func setActive(_ isActive: Bool, _ id: ObjectID) async throws(AccountError) -> Account {
        let now = directory.now
        return try await directory.updateStanding(id, by: .commandLine) { account in
            account.setActive(isActive, at: now)
        }
    }

    /// Sets an account's password and ends its sessions.
    ///
    /// - Throws: `AccountError.invalid`, `.notFound`, `.unavailable`.
    public func setPassword(_ password: String, _ id: ObjectID) async throws(AccountError) -> Account {
        guard let account = try await directory.find(id) else { throw .notFound }
        var check = AccountCheck(serviceName: directory.serviceName)
        check.password(password, email: account.email, username: account.username)
        try check.finish()
        guard let hash = try await hasher.hash(ifSet: password) else { return account }
        let now = directory.now
        return try await directory.update(id, by: .commandLine) { account in
            account.setPassword(hash: hash, at: now)
            account.queueNotice(.passwordChanged, at: now)
        }
    }

    /// Deletes an account.
    ///
    /// - Throws: `AccountError.notFound`, `.lastAdmin`, `.unavailable`.
    public func delete(_ id: ObjectID) async throws(AccountError) {
        try await directory.erase(id, by: .commandLine) { _ in }
    }
}
