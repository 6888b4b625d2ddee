import DocumentStore

/// Logging in, and telling who a token belongs to.
public struct AuthenticationService: Sendable {
    /// The longest login name that is looked up, in bytes: longer ones can't exist.
    private static let maximumLoginLength = 2048

    let directory: AccountDirectory
    let hasher: PasswordHasher
    let tokens: TokenIssuer

    /// Opens a session for whoever knows the password.
    ///
    /// - Throws: `AccountError.invalidCredentials` after the same work, whether the account is unknown, inactive, has no
    ///   password or another one.
    public func logIn(_ request: LoginRequest) async throws(AccountError) -> TokenPair {
        let account = try await account(for: request)
        let usable = account.flatMap { $0.isActive ? $0 : nil }
        let verification = try await hasher.check(request.password, against: usable?.hashedPassword)
        guard let usable, let verifiedHash = usable.hashedPassword, case .correct(let needsRehash) = verification
        else { throw .invalidCredentials }
        let freshHash = try await hasher.hash(ifSet: needsRehash ? request.password : nil)

        let now = directory.now
        let id = RandomToken.make()
        let refreshToken = try await tokens.refreshToken(for: usable, session: id, at: now)
        let session = Session(
            id: id, refreshHash: TokenIssuer.hash(refreshToken), createdAt: now, lastUsedAt: now,
            expiresAt: now + tokens.refreshLifetime, ip: request.client.ip,
            userAgent: String(
                decoding: request.client.userAgent.utf8.prefix(Session.maximumUserAgentLength), as: UTF8.self))
        let changed: Account
        do {
            changed = try await directory.update(usable.id) { account throws(AccountError) in
                // The account may have changed while the password was hashed.
                guard account.isActive, account.hashedPassword == verifiedHash else { throw .invalidCredentials }
                account.open(session, at: now)
                if let freshHash { account.hashedPassword = freshHash }
            }
        } catch AccountError.notFound {
            throw .invalidCredentials
        }
        return TokenPair(
            accessToken: try await tokens.accessToken(for: changed, session: id, at: now),
            accessLifetime: tokens.accessLifetime, refreshToken: refreshToken,
            refreshLifetime: tokens.refreshLifetime, account: changed)
    }

    /// Whose access token this is. The account is read at every call, so that what ended is refused on the next request.
    ///
    /// - Throws: `AccountError.tokenExpired`, `.tokenInvalid`, `.unavailable`.
    public func authenticate(_ token: String) async throws(AccountError) -> Caller {
        let now = directory.now
        let claims = try await tokens.verifyAccess(token, at: now)
        guard let account = try await directory.find(claims.subject), account.isActive,
            claims.namespace ?? account.namespace.description == account.namespace.description
        else { throw .tokenInvalid }
        guard let sessionID = claims.sessionID else {
            // Whole seconds: a token of the same second counts as newer.
            let floor = (account.tokensValidFrom?.milliseconds ?? 0) / 1000
            guard claims.issuedAt ?? 0 >= floor else { throw .tokenInvalid }
            return Caller(account: account, session: nil)
        }
        guard let session = account.session(sessionID, at: now) else { throw .tokenInvalid }
        return Caller(account: account, session: session)
    }

    private func account(for request: LoginRequest) async throws(AccountError) -> Account? {
        guard let namespace = NamespaceName(request.namespace ?? NamespaceName.default.description),
            request.login.utf8.count <= Self.maximumLoginLength
        else { return nil }
        return try await directory.find(login: request.login, namespace: namespace)
    }
}
