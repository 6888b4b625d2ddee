import DocumentStore

/// Making, listing and revoking service tokens: for administrators, not for those who merely manage users.
public struct ServiceTokenService: Sendable {
    /// The most tokens that a list has.
    public static let maximumCount = 1000
    /// The longest name, in code points.
    public static let maximumNameLength = 150

    let tokens: DocumentCollection<ServiceToken>
    let log: AuditLog
    let clock: @Sendable () -> Instant

    init(store: any DocumentStore, log: AuditLog, clock: @escaping @Sendable () -> Instant) {
        tokens = DocumentCollection(ServiceTokenSchema.tokens, in: store)
        self.log = log
        self.clock = clock
    }

    /// The tokens that the caller may see, the newest first, those that ended left out.
    public func list(by caller: Caller) async throws(AccountError) -> [ServiceToken] {
        try caller.requireAdmin()
        return try await list(within: caller.managedNamespace)
    }

    /// All tokens, for those who have the machine.
    public func listAll() async throws(AccountError) -> [ServiceToken] {
        try await list(within: nil)
    }

    /// Makes a token.
    ///
    /// - Returns: The stored token, and its text, which nobody can find out again.
    /// - Throws: `AccountError.invalid`, `.forbidden`, `.unavailable`.
    public func create(
        _ draft: NewServiceToken, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) -> (ServiceToken, text: String) {
        try caller.requireAdmin()
        try caller.requireReaches(draft.namespace)
        var draft = draft
        draft.namespace = caller.managedNamespace?.description ?? draft.namespace
        return try await create(draft, caller.origin(client))
    }

    /// Makes a token, for those who have the machine.
    public func createByOperator(_ draft: NewServiceToken) async throws(AccountError) -> (ServiceToken, text: String) {
        try await create(draft, .commandLine)
    }

    /// Revokes a token: it is refused from now on.
    ///
    /// - Throws: `AccountError.notFound`, `.forbidden`, `.unavailable`.
    public func revoke(
        _ id: ObjectID, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) {
        try caller.requireAdmin()
        try await revoke(id, within: caller.managedNamespace, caller.origin(client))
    }

    /// Revokes a token, for those who have the machine.
    public func revokeByOperator(_ id: ObjectID) async throws(AccountError) {
        try await revoke(id, within: nil, .commandLine)
    }

    /// The token with this text, if it is good.
    func find(_ text: String) async throws(AccountError) -> ServiceToken? {
        do {
            let hash = BSONValue.binary(BSONBinary(ServiceToken.hash(text)))
            let token = try await tokens.find(hash, by: ServiceTokenSchema.byHash)
            return token.flatMap { $0.expiresAt > clock() ? $0 : nil }
        } catch {
            throw AccountError(error)
        }
    }

    private func list(within namespace: NamespaceName?) async throws(AccountError) -> [ServiceToken] {
        let query =
            if let namespace {
                PageQuery(
                    along: ServiceTokenSchema.byNamespace, prefix: [.string(namespace.description)],
                    order: .descending, limit: Self.maximumCount)
            } else {
                PageQuery(along: ServiceTokenSchema.byCreation, order: .descending, limit: Self.maximumCount)
            }
        do {
            return try await tokens.page(query).documents.filter { $0.expiresAt > clock() }
        } catch {
            throw AccountError(error)
        }
    }

    private func create(
        _ draft: NewServiceToken, _ origin: Origin
    ) async throws(AccountError) -> (ServiceToken, text: String) {
        var check = AccountCheck()
        let now = clock()
        let checked = check.serviceToken(draft, at: now)
        try check.finish()
        guard let checked else { throw .broken(reason: "an unchecked draft") }
        let text = ServiceToken.makeText()
        let token = ServiceToken(
            name: checked.name, namespace: checked.namespace, permissions: checked.permissions,
            hash: ServiceToken.hash(text), createdAt: now, expiresAt: draft.expiresAt)
        // The entry first: a token that nobody knows of is worse than an entry about one that was never made.
        try await record(.tokenCreated, token, origin)
        do {
            try await tokens.insert(token)
        } catch {
            throw AccountError(error)
        }
        return (token, text)
    }

    private func revoke(_ id: ObjectID, within namespace: NamespaceName?, _ origin: Origin) async throws(AccountError) {
        do {
            guard let token = try await tokens.find(id), namespace == nil || token.namespace == namespace
            else { throw AccountError.notFound }
            // The entry first, as above.
            try await record(.tokenRevoked, token, origin)
            guard try await tokens.delete(id, ifRevision: token.revision) else { throw AccountError.notFound }
        } catch let error as StoreError {
            throw AccountError(error)
        } catch let error as AccountError {
            throw error
        } catch {
            throw .broken(reason: "\(error)")
        }
    }

    private func record(_ event: AuditEvent, _ token: ServiceToken, _ origin: Origin) async throws(AccountError) {
        try await log.insert(
            AuditEntry(
                event, user: nil, namespace: token.namespace, origin, at: clock(),
                details: ["token": token.id.description]))
    }
}
