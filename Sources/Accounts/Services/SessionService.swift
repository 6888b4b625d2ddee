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
        guard let account = try await directory.find(presented.subject),
            account.session(presented.sessionID, at: now) != nil,
            presented.namespace ?? account.namespace.description == account.namespace.description
        else { throw .refreshTokenInvalid }
        let hash = TokenIssuer.hash(refreshID: presented.id)
        let successor = TokenIssuer.hash(refreshID: tokens.successors(of: presented.id)[0])
        let origin = Origin(actor: .user(account.id), client: client)
        let idleLifetime = tokens.refreshLifetime
        let changed = try await update(account.id, origin) { account throws(AccountError) in
            guard account.isActive, account.session(presented.sessionID, at: now) != nil
            else { throw .refreshTokenInvalid }
            account.renewSession(
                presented.sessionID, hash, by: successor, idleLifetime: idleLifetime, origin: origin,
                at: directory.now)
        }
        guard let session = changed.session(presented.sessionID, at: now),
            let id = newest(after: presented.id, in: session)
        else { throw .refreshTokenInvalid }
        return try await tokens.pair(for: changed, session: session, refreshID: id, at: now)
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

    private func update(
        _ id: ObjectID, _ origin: Origin, _ change: @Sendable (inout Account) throws(AccountError) -> Void
    ) async throws(AccountError) -> Account {
        do {
            return try await directory.update(id, by: origin, change)
        } catch AccountError.notFound {
            throw .refreshTokenInvalid
        }
    }
}
