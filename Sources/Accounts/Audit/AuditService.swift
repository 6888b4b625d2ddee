import DocumentStore

/// Looking at what happened.
public struct AuditService: Sendable {
    let log: AuditLog
    let directory: AccountDirectory
    let limiter: RateLimiter
    let letters: DocumentCollection<DeadLetter>

    /// One page of the entries that the caller may see.
    public func list(_ query: AuditQuery, by caller: Caller) async throws(AccountError) -> AuditPage {
        try caller.requireAdmin()
        return try await page(try query.pageQuery(within: caller.managedNamespace))
    }

    /// One page of the entries about the caller's own account.
    public func ownActivity(_ query: AuditQuery, of caller: Caller) async throws(AccountError) -> AuditPage {
        var query = query
        query.userID = try caller.account.id
        return try await page(try query.pageQuery(within: nil))
    }

    /// All that is stored of the caller's account, with its latest entries.
    public func export(of caller: Caller) async throws(AccountError) -> AccountExport {
        let account = try caller.account
        return AccountExport(
            account: account, currentSession: caller.session?.id, activity: try await allActivity(of: caller),
            deadLetters: try await letters.all(of: account.id))
    }

    private func allActivity(of caller: Caller) async throws(AccountError) -> [AuditEntry] {
        var query = AuditQuery()
        query.limit = AuditQuery.maximumLimit
        var entries: [AuditEntry] = []
        repeat {
            let page = try await ownActivity(query, of: caller)
            entries += page.entries
            query.cursor = page.next
        } while query.cursor != nil && entries.count < AccountExport.maximumActivity
        return entries
    }

    /// Notes that somebody asked for what they may not do; up to sixty times a minute, so that nobody fills the audit.
    public func recordDenial(
        to caller: Caller, from client: ClientDescription, path: String
    ) async throws(AccountError) {
        do {
            try await limiter.take(.denial, from: client.network)
        } catch {
            if case .throttled = error { return }
            throw error
        }
        try await log.insert(
            AuditEntry(
                .accessDenied, user: caller.accountID, namespace: caller.namespace, caller.origin(client),
                at: directory.now, details: ["path": path]))
    }

    private func page(_ query: PageQuery) async throws(AccountError) -> AuditPage {
        do {
            let page = try await log.entries.page(query)
            return AuditPage(entries: page.documents, next: page.next)
        } catch {
            throw AccountError(error)
        }
    }
}
