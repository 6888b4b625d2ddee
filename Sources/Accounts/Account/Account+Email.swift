import DocumentStore

/// Changing, verifying and restoring an account's address.
extension Account {
    /// Where a mail that lets its reader set the password goes: the address that was verified last, the newest one before any was.
    var resetAddress: String? {
        emailVerifiedAt == nil ? verifiedEmail ?? email : email
    }

    /// Takes a new address at once, as unverified. A verified old one gets a notice with a link that undoes the change.
    ///
    /// - Throws: `AccountError.throttled` when too many changes can still be undone.
    mutating func changeEmail(to address: EmailAddress, at now: Instant) throws(AccountError) {
        guard address.description != email else { return }
        // The same mailbox in another case of ASCII's letters stays verified; what folds alike beyond that may be somebody else's.
        guard email?.asciiLowercased != address.description.asciiLowercased else {
            email = address.description
            return
        }
        if let email, emailVerifiedAt != nil {
            let undo = try keepUndo(of: email, at: now)
            queue(QueuedMail(.emailChanged, to: email, undoID: undo.id), at: now)
            verifiedEmail = email
        }
        email = address.description
        emailVerifiedAt = nil
        if activationExpiresAt != nil { activationExpiresAt = now + MailTokens.Purpose.verifyEmail.lifetime }
        claimEmails(at: now)
        queue(QueuedMail(.verifyEmail, to: address.description), at: now)
    }

    /// The holder, or an administrator, vouches for the address.
    mutating func markEmailVerified(at now: Instant) {
        emailVerifiedAt = emailVerifiedAt ?? now
        verifiedEmail = nil
        activationExpiresAt = nil
        outbox.removeAll { $0.isMail(.verifyEmail) || $0.isMail(.activation) }
        if awaitsActivation {
            awaitsActivation = false
            isActive = true
        }
    }

    /// Restores the address that `undo`'s notice was sent to, whatever changed since: newer links are void, sessions end, and a
    /// password that was set since is no password any more.
    mutating func undoEmail(_ undo: EmailUndo, at now: Instant) {
        // By place, as two changes may be of one millisecond.
        if let index = emailUndos.firstIndex(of: undo) { emailUndos.removeSubrange(index...) }
        email = undo.email
        emailVerifiedAt = now
        verifiedEmail = nil
        claimEmails(at: now)
        outbox.removeAll { $0.isMail(.verifyEmail) || $0.isMail(.resetPassword) || $0.isMail(.passwordResetConfirm) }
        if let passwordSetAt, passwordSetAt >= undo.changedAt { hashedPassword = nil }
        knownNetworks = []
        endSessions(at: now)
        queue(QueuedMail(.resetPassword, to: undo.email), at: now)
    }

    /// Goes back to the address that was verified last: its holder has just proven to be there.
    mutating func restoreVerifiedEmail(at now: Instant) {
        guard let verifiedEmail else { return }
        email = verifiedEmail
        emailVerifiedAt = now
        self.verifiedEmail = nil
        if let index = emailUndos.firstIndex(where: { $0.email == verifiedEmail }) {
            emailUndos.removeSubrange(index...)
        }
        claimEmails(at: now)
        outbox.removeAll { $0.isMail(.verifyEmail) }
    }

    /// Queues a notice to the address that is sure to be the holder's.
    mutating func queueNotice(_ kind: MailKind, device: String? = nil, at now: Instant) {
        guard let resetAddress else { return }
        queue(QueuedMail(kind, to: resetAddress, device: device), at: now)
    }

    /// Claims the address and those that can come back, and gives up all others.
    mutating func claimEmails(at now: Instant) {
        emailUndos.removeAll { $0.expiresAt <= now }
        let prefix = Identifier("", kind: .email, namespace: namespace).description
        identifiers.removeAll { $0.hasPrefix(prefix) }
        for address in [email].compactMap({ $0 }) + emailUndos.map(\.email) {
            let identifier = emailIdentifier(address)
            if !identifiers.contains(identifier) { identifiers.append(identifier) }
        }
    }

    /// Whether one can log in by this address; an address that can only come back is no login name.
    func hasEmail(_ identifier: Identifier) -> Bool {
        email.map { emailIdentifier($0) } == identifier.description
    }

    private mutating func keepUndo(of email: String, at now: Instant) throws(AccountError) -> EmailUndo {
        emailUndos.removeAll { $0.expiresAt <= now }
        if emailUndos.count >= EmailUndo.maximumCount, let oldest = emailUndos.first {
            throw .throttled(retryAfter: oldest.expiresAt - now)
        }
        let undo = EmailUndo(email: email, changedAt: now)
        emailUndos.append(undo)
        return undo
    }

    private func emailIdentifier(_ text: String) -> String {
        Identifier(text, kind: .email, namespace: namespace).description
    }
}

extension OutboxEntry {
    /// Whether this is a mail of the kind.
    func isMail(_ kind: MailKind) -> Bool {
        if case .mail(let mail) = content { mail.kind == kind } else { false }
    }
}

extension String {
    /// With ASCII's capital letters as small ones, byte by byte.
    fileprivate var asciiLowercased: [UInt8] {
        utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
}
