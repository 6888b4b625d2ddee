import DocumentStore

/// Deleting an account.
extension Account {
    /// Whether the account is deleted, but for what must still follow.
    var isErased: Bool { erasedAt != nil }

    /// Whether nobody ever used the account, and nobody can any more: its activation link has run out.
    func isAbandoned(at now: Instant) -> Bool {
        guard let activationExpiresAt, activationExpiresAt <= now else { return false }
        return emailVerifiedAt == nil && lastLoginAt == nil && !isPrivileged
    }

    /// Forgets everything but the id and what the audit must know. The document goes when the outbox is empty.
    mutating func erase(by origin: Origin, at now: Instant) {
        let throttles = throttleKeys
        email = nil
        verifiedEmail = nil
        emailVerifiedAt = nil
        username = ""
        hashedPassword = nil
        isAdmin = false
        isActive = false
        profile = Profile()
        roles = []
        groups = []
        permissions = []
        identifiers = []
        sessions = []
        emailUndos = []
        knownNetworks = []
        otherFields = BSONDocument()
        erasedAt = now
        outbox.removeAll(where: \.isMail)
        record(.userDeleted, by: origin, at: now)
        outbox.append(OutboxEntry(.erasure(throttles: throttles), dueAt: now))
    }

    /// The throttles that count failures of this account's names.
    private var throttleKeys: [String] {
        [email, username].compactMap { $0 }.map { LoginBackOff.Key.login($0, namespace: namespace.description).id }
            + knownNetworks.map { LoginBackOff.Key.account(id, network: $0).id }
    }
}
