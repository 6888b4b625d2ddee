import DocumentStore

/// Logging in, and telling who a token belongs to.
public struct AuthenticationService: Sendable {
    /// The longest login name that is looked up, in bytes: longer ones can't exist.
    private static let maximumLoginLength = 2048

    let directory: AccountDirectory
    let hasher: PasswordHasher
    let tokens: TokenIssuer
    let guardian: LoginGuard
    let serviceTokens: ServiceTokenService
    let metrics = LoginMetrics()

    /// Opens a session for whoever knows the password.
    ///
    /// - Throws: `AccountError.invalidCredentials` after the same work, whether the account is unknown, inactive, has no
    ///   password or another one; `.throttled` after too many failures, before the password is looked at.
    public func logIn(_ request: LoginRequest) async throws(AccountError) -> TokenPair {
        try await metrics.count { () async throws(AccountError) in try await judge(request) }
    }

    private func judge(_ request: LoginRequest) async throws(AccountError) -> TokenPair {
        let account = try await account(for: request)
        let attempt = LoginAttempt(
            login: request.login, namespace: request.namespace ?? NamespaceName.default.description, account: account,
            client: request.client)
        let usable = account.flatMap { $0.isActive ? $0 : nil }
        let verification = try await guardian.pass(attempt) { () async throws(AccountError) in
            try await hasher.check(request.password, against: usable?.hashedPassword)
        }
        guard let usable, let verifiedHash = usable.hashedPassword, case .correct(let needsRehash) = verification
        else {
            try await guardian.recordFailure(of: attempt)
            throw .invalidCredentials
        }
        try await guardian.recordSuccess(of: attempt)
        let freshHash = try await hasher.hash(ifSet: needsRehash ? request.password : nil)
        return try await open(for: usable, verified: verifiedHash, freshHash, request.client)
    }

    /// Who an access token, or a service's token, belongs to. Account and token are read at every call, so that what ended is refused on
    /// the next request.
    ///
    /// - Parameter evenInactive: Whether the token of an account that is not active is good: for its activation alone.
    /// - Throws: `AccountError.tokenExpired`, `.tokenInvalid`, `.unavailable`.
    public func authenticate(_ token: String, evenInactive: Bool = false) async throws(AccountError) -> Caller {
        if token.hasPrefix(ServiceToken.prefix) {
            guard let token = try await serviceTokens.find(token) else { throw .tokenInvalid(.invalid) }
            return Caller(serviceToken: token)
        }
        let now = directory.now
        let claims = try await tokens.verifyAccess(token, at: now)
        guard let holder = try await directory.read(claims.subject) else { throw .tokenInvalid(.unknownUser) }
        return try caller(holder, claims, at: now, evenInactive: evenInactive)
    }

    private func caller(
        _ holder: Decoded<Account>, _ claims: VerifiedToken, at now: Instant, evenInactive: Bool
    ) throws(AccountError) -> Caller {
        let account = holder.document
        guard account.isActive || evenInactive else { throw .tokenInvalid(.inactiveUser) }
        guard claims.namespace ?? account.namespace.description == account.namespace.description
        else { throw .tokenInvalid(.invalid) }
        guard let sessionID = claims.sessionID else {
            // Whole seconds: a token of the same second counts as newer.
            let floor = account.tokensValidFrom?.seconds ?? 0
            guard claims.issuedAt ?? 0 >= floor else { throw .tokenInvalid(.sessionOver) }
            return Caller(holder: holder, session: nil, token: claims)
        }
        guard let session = account.session(sessionID, at: now) else { throw .tokenInvalid(.sessionOver) }
        return Caller(holder: holder, session: session, token: claims)
    }

    /// Asks whether an access or refresh token, whoever made it, is good by the keys, `exp` and `nbf` alone.
    ///
    /// - Throws: `AccountError.tokenExpired`, `.tokenInvalid`.
    public func verify(_ token: String) async throws(AccountError) {
        try await tokens.verify(token, at: directory.now)
    }

    /// Who a token belongs to, judged exactly as a request with it would be; nil for one that is no good (RFC 7662 §2.2).
    ///
    /// - Throws: `AccountError.forbidden` unless the caller may introspect; `.unavailable`.
    public func introspect(_ token: String, by caller: Caller) async throws(AccountError) -> Caller? {
        try caller.require(.introspect)
        do {
            let subject = try await authenticate(token)
            return caller.reaches(subject.namespace) ? subject : nil
        } catch {
            switch error {
            case .tokenInvalid, .tokenExpired: return nil
            default: throw error
            }
        }
    }

    private func open(
        for account: Account, verified hash: String, _ freshHash: String?, _ client: ClientDescription
    ) async throws(AccountError) -> TokenPair {
        let now = directory.now
        let refreshID = RandomToken.make()
        let session = Session(
            id: RandomToken.make(), refreshHash: TokenIssuer.hash(refreshID: refreshID), client: client,
            idleLifetime: tokens.refreshLifetime, at: now)
        let origin = Origin(actor: .user(account.id), client: client)
        let changed: Account
        do {
            changed = try await directory.update(account.id, by: origin) { account throws(AccountError) in
                // The account may have changed while the password was hashed.
                guard account.isActive, account.hashedPassword == hash else { throw .invalidCredentials }
                account.open(session, at: now)
                if client.network != .other { account.remember(network: client.network.description) }
                if let freshHash { account.hashedPassword = freshHash }
                account.record(.loginSuccess, by: origin, at: now, details: ["session": session.id])
            }
        } catch AccountError.notFound {
            throw .invalidCredentials
        }
        return try await tokens.pair(for: changed, session: session, refreshID: refreshID, at: now)
    }

    private func account(for request: LoginRequest) async throws(AccountError) -> Account? {
        guard let namespace = NamespaceName(orDefault: request.namespace),
            request.login.utf8.count <= Self.maximumLoginLength
        else { return nil }
        return try await directory.find(login: request.login, namespace: namespace)
    }
}
