import DocumentStore

/// Stands between passwords and those who guess them: counts, refuses and notes.
struct LoginGuard: Sendable {
    let backOff: LoginBackOff
    let limiter: RateLimiter
    let log: AuditLog
    let clock: @Sendable () -> Instant
    /// Nil where nothing is limited.
    let inFlight: AttemptsInFlight?

    /// Looks at a password, if the attempt may be made.
    ///
    /// - Parameter verify: Compares the password; what it costs is what has to be kept from others.
    /// - Throws: `AccountError.throttled` while the name, or the address, has failed too often; what `verify` throws.
    func pass<Result: Sendable>(
        _ attempt: LoginAttempt, _ verify: () async throws(AccountError) -> Result
    ) async throws(AccountError) -> Result {
        try await check(attempt)
        try inFlight?.begin(attempt.client.network)
        defer { inFlight?.end(attempt.client.network) }
        return try await verify()
    }

    private func check(_ attempt: LoginAttempt) async throws(AccountError) {
        try await backOff.check(attempt.key)
        try await limiter.check(.failedLogin, from: attempt.client.network)
    }

    /// Counts and notes a wrong password.
    ///
    /// - Throws: `AccountError.throttled` when others failed meanwhile: whether the password was wrong must not be told.
    func recordFailure(of attempt: LoginAttempt, _ event: AuditEvent = .loginFail) async throws(AccountError) {
        try await limiter.take(.failedLogin, from: attempt.client.network)
        try await backOff.recordFailure(attempt.key)
        try await record(event, attempt)
        do {
            try await check(attempt)
        } catch {
            guard case .throttled = error else { throw error }
            try await record(.loginLock, attempt)
        }
    }

    /// Forgets the failures after a right password.
    ///
    /// - Throws: `AccountError.throttled` as above: whether the password was right must not be told either.
    func recordSuccess(of attempt: LoginAttempt) async throws(AccountError) {
        try await limiter.check(.failedLogin, from: attempt.client.network)
        try await backOff.recordSuccess(attempt.key)
    }

    private func record(_ event: AuditEvent, _ attempt: LoginAttempt) async throws(AccountError) {
        let namespace = attempt.account?.namespace ?? NamespaceName(attempt.namespace) ?? .default
        try await log.insert(
            AuditEntry(event, user: attempt.account?.id, namespace: namespace, attempt.origin, at: clock()))
    }
}
