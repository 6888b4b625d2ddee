import DocumentStore

/// Asking for a mail: counted, and answered the same whether there is anybody to mail it to or not.
struct MailRequests: Sendable {
    let directory: AccountDirectory
    let limiter: RateLimiter
    let log: AuditLog

    /// Queues a mail for the account of an address, or writes as much for nobody, so that the time tells nothing.
    ///
    /// - Parameters:
    ///   - event: What the audit says of it.
    ///   - isServed: Whether the account gets such a mail.
    ///   - queue: Queues it, at this time.
    /// - Throws: `AccountError.throttled`, `.unavailable`.
    func take(
        _ event: AuditEvent, for email: String, namespace: String?, from client: ClientDescription,
        if isServed: (Account) -> Bool, _ queue: @Sendable (inout Account, Instant) -> Void
    ) async throws(AccountError) {
        try await limiter.take(.mailRequest, from: client.network)
        let account = try await directory.find(email: email, namespace: namespace)
        let origin = Origin.anonymous(client)
        let now = directory.now
        guard let account, isServed(account) else {
            return try await log.insert(AuditEntry(event, user: nil, namespace: .default, origin, at: now))
        }
        try await directory.update(account.id, by: origin) { account in
            queue(&account, now)
            account.record(event, by: origin, at: now)
        }
    }
}

extension AccountDirectory {
    /// The account that an address belongs to, or can come back to.
    fileprivate func find(email: String, namespace: String?) async throws(AccountError) -> Account? {
        guard let namespace = NamespaceName(orDefault: namespace) else { return nil }
        return try await find(Identifier(email, kind: .email, namespace: namespace))
    }
}
