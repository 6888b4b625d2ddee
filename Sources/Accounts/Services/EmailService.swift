import DocumentStore

/// What mailed links do with an account's address, and asking for one again.
public struct EmailService: Sendable {
    let directory: AccountDirectory
    let links: MailTokens
    let requests: MailRequests

    /// Mails the link that verifies an address again; whether there is anybody to mail it to is not told.
    ///
    /// - Throws: `AccountError.throttled`, `.unavailable`.
    public func resend(
        to email: String, namespace: String?, from client: ClientDescription
    ) async throws(AccountError) {
        try await requests.take(.verificationRequest, for: email, namespace: namespace, from: client) { account in
            account.email != nil && account.emailVerifiedAt == nil && (account.isActive || account.awaitsActivation)
        } _: {
            $0.queueVerification(.verifyEmail, at: $1)
        }
    }

    /// Takes the link of a verification mail; an account that waits for it is active from now on.
    ///
    /// - Throws: `AccountError.mailTokenInvalid`, `.unavailable`.
    public func verify(_ id: ObjectID, token: String, from client: ClientDescription) async throws(AccountError) {
        let now = directory.now
        try await directory.updateByLink(id, from: client) { account throws(AccountError) in
            guard account.emailVerifiedAt == nil, account.isActive || account.awaitsActivation,
                links.isGood(token, for: .verifyEmail, of: account, at: now)
            else { throw .mailTokenInvalid }
            account.markEmailVerified(at: now)
        }
    }

    /// Mails the link that activates an account again, to one that waits for it; whether there is one is not told.
    ///
    /// - Throws: `AccountError.throttled`, `.unavailable`.
    public func resendActivation(
        to email: String, namespace: String? = nil, from client: ClientDescription
    ) async throws(AccountError) {
        try await requests.take(.verificationRequest, for: email, namespace: namespace, from: client) { account in
            account.email != nil && account.awaitsActivation
        } _: {
            $0.queueVerification(.activation, at: $1)
        }
    }

    /// Takes the link of an activation mail.
    ///
    /// - Throws: `AccountError.notFound` when the uid is nobody's, `.mailTokenInvalid`, `.activationStale` when the account does not wait
    ///   for it any more, `.unavailable`.
    public func activate(uid: String, token: String, from client: ClientDescription) async throws(AccountError) {
        let account = try await directory.account(uid: uid)
        let now = directory.now
        try await directory.updateByLink(account.id, from: client) { account throws(AccountError) in
            guard links.isGood(token, for: .activation, of: account, at: now) else { throw .mailTokenInvalid }
            guard account.awaitsActivation else { throw .activationStale }
            account.markEmailVerified(at: now)
        }
    }

    /// Takes the link of the notice that an address was changed: the old one is restored, and every session ends.
    ///
    /// - Throws: `AccountError.mailTokenInvalid`, `.unavailable`.
    public func undo(_ id: ObjectID, token: String, from client: ClientDescription) async throws(AccountError) {
        let now = directory.now
        try await directory.updateByLink(id, from: client) { account throws(AccountError) in
            let undo = account.emailUndos.first { undo in
                links.isGood(token, for: .undoEmail, of: account, undo: undo, at: now)
            }
            guard let undo else { throw .mailTokenInvalid }
            account.undoEmail(undo, at: now)
        }
    }
}

extension AccountDirectory {
    /// The account of a link of Djoser's.
    ///
    /// - Throws: `AccountError.notFound`, `.unavailable`.
    func account(uid: String) async throws(AccountError) -> Account {
        guard let uid = AccountUID(uid), let account = try await find(uid.id) else { throw .notFound }
        return account
    }

    /// Changes an account by a mailed link: one that is gone has no good ones.
    func updateByLink(
        _ id: ObjectID, from client: ClientDescription,
        _ change: @Sendable (inout Account) throws(AccountError) -> Void
    ) async throws(AccountError) {
        let origin = Origin(actor: .user(id), client: client)
        do {
            _ = try await updateStanding(id, by: origin, change)
        } catch {
            switch error {
            // Gone, or the address that the link restores has become somebody else's since.
            case .notFound, .emailTaken: throw .mailTokenInvalid
            default: throw error
            }
        }
    }
}

extension Account {
    /// Queues a mail that proves the address; an account that goes when that takes too long has all its time again.
    fileprivate mutating func queueVerification(_ kind: MailKind, at now: Instant) {
        guard let email else { return }
        queue(QueuedMail(kind, to: email), at: now)
        if activationExpiresAt != nil { activationExpiresAt = now + MailTokens.Purpose.verifyEmail.lifetime }
    }
}
