import DocumentStore

/// Renewing, listing and ending sessions.
public struct SessionService: Sendable {
    let directory: AccountDirectory
    let tokens: TokenIssuer

    /// Exchanges a refresh token for new tokens. The same one, within ten seconds, gets the same successor: tabs of a browser refresh
    /// at once. Later it is theft: the session ends.
    ///
    /// - Throws: `AccountError.refreshTokenInvalid`, `.unavailable`.
    public func refresh(_ token: String, from client: ClientDescription) async throws(AccountError) -> TokenPair {
        let now = directory.now
        let presented = try await tokens.verifyRefresh(token, at: now)
        let successor = TokenIssuer.hash(refreshID: tokens.successors(of: presented.id)[0])
        let (account, session) = try await use(presented, successor: successor, from: client, at: now)
        guard let id = newest(after: presented.id, in: session) else { throw .refreshTokenInvalid(.sessionOver) }
        return try await tokens.pair(for: account, session: session, refreshID: id, at: now)
    }

    /// Exchanges a refresh token, which stays good, for a new access token. One that had a successor already is judged as `refresh` does.
    ///
    /// - Throws: `AccountError.refreshTokenInvalid`, `.unavailable`.
    public func refreshAccess(_ token: String, from client: ClientDescription) async throws(AccountError) -> String {
        let now = directory.now
        let presented = try await tokens.verifyRefresh(token, at: now)
        let (account, session) = try await use(presented, successor: nil, from: client, at: now)
        return try await tokens.accessToken(for: account, session: session.id, at: now)
    }

    /// The caller's open sessions, the newest first.
    public func list(of caller: Caller) throws(AccountError) -> [Session] {
        try caller.account.openSessions(at: directory.now)
    }

    /// Ends the caller's session, or all of them. A token without a session stands for all such tokens.
    public func logOut(
        _ caller: Caller, everywhere: Bool, from client: ClientDescription
    ) async throws(AccountError) {
        let now = directory.now
        let own = caller.session?.id
        let origin = caller.origin(client)
        // Whole seconds count, and the maker's clock may be ahead: the caller's own token must be older than this.
        let floor = Instant(milliseconds: (max(now.seconds, caller.tokenIssuedAt ?? 0) + 1) * 1000)
        try await directory.updateOwn(caller, from: client) { account in
            if everywhere { account.endSessions(at: now) }
            if let own { account.endSession(own) }
            guard own == nil else { return }
            account.tokensValidFrom = floor
            account.record(.sessionExpired, by: origin, at: now)
        }
    }

    /// Ends one of the caller's sessions.
    ///
    /// - Throws: `AccountError.notFound`, `.unavailable`.
    public func end(_ session: String, of caller: Caller, from client: ClientDescription) async throws(AccountError) {
        let id = try caller.account.id
        let now = directory.now
        try await directory.update(id, by: caller.origin(client)) { account throws(AccountError) in
            guard account.session(session, at: now) != nil else { throw .notFound }
            account.endSession(session)
        }
    }

    /// The refresh token's id that is good now, by way of the successors of one that was used a moment ago.
    private func newest(after id: String, in session: Session) -> String? {
        var id = id
        for _ in 0...session.predecessors.count {
            let successors = tokens.successors(of: id)
            if let current = successors.first(where: { TokenIssuer.hash(refreshID: $0) == session.refreshHash }) {
                return current
            }
            let used = successors.first { successor in
                session.predecessors.contains { $0.hash == TokenIssuer.hash(refreshID: successor) }
            }
            guard let used else { return nil }
            id = used
        }
        return nil
    }

    /// Uses a refresh token of the account as it is now.
    private func use(
        _ token: VerifiedRefreshToken, successor: [UInt8]?, from client: ClientDescription, at now: Instant
    ) async throws(AccountError) -> (Account, Session) {
        guard let account = try await directory.find(token.subject) else { throw .refreshTokenInvalid(.unknownUser) }
        try check(token, of: account, at: now)
        let hash = TokenIssuer.hash(refreshID: token.id)
        let origin = Origin(actor: .user(account.id), client: client)
        let changed: Account
        do {
            changed = try await directory.update(account.id, by: origin) { account throws(AccountError) in
                try check(token, of: account, at: now)
                account.renewSession(
                    token.sessionID, hash, by: successor, idleLifetime: tokens.refreshLifetime, origin: origin,
                    at: directory.now)
            }
        } catch AccountError.notFound {
            throw .refreshTokenInvalid(.unknownUser)
        }
        guard let session = changed.session(token.sessionID, at: now) else { throw .refreshTokenInvalid(.sessionOver) }
        return (changed, session)
    }

    private func check(
        _ token: VerifiedRefreshToken, of account: Account, at now: Instant
    ) throws(AccountError) {
        guard account.isActive else { throw .refreshTokenInvalid(.inactiveUser) }
        guard token.namespace ?? account.namespace.description == account.namespace.description
        else { throw .refreshTokenInvalid(.invalid) }
        guard account.session(token.sessionID, at: now) != nil else { throw .refreshTokenInvalid(.sessionOver) }
    }
}
