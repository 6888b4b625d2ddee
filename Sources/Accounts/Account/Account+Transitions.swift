import DocumentStore

/// What can happen to an account. Each transition leaves the document whole, so one replace makes it durable.
extension Account {
    /// Remembers a network from which the holder logged in; the one that was unused longest gives way.
    mutating func remember(network: String) {
        knownNetworks.removeAll { $0 == network }
        knownNetworks.append(network)
        if knownNetworks.count > Self.maximumKnownNetworks { knownNetworks.removeFirst() }
    }

    private static let maximumKnownNetworks = 16

    /// Sets the password and ends every session but `kept`; tokens without a session that are older are refused from now on.
    mutating func setPassword(hash: String, keeping kept: String? = nil, at now: Instant) {
        hashedPassword = hash
        passwordSetAt = now
        endSessions(keeping: kept, at: now)
    }

    /// Enables or disables the account; disabling ends its sessions.
    mutating func setActive(_ isActive: Bool, at now: Instant) {
        if self.isActive && !isActive { endSessions(at: now) }
        // An account that was activated does not yield its address to whoever registers it next.
        if !self.isActive && isActive { activationExpiresAt = nil }
        self.isActive = isActive
        awaitsActivation = false
    }

    /// Renames the account; one whose name is a login name claims the new one as such.
    mutating func rename(to name: Username) {
        guard name.description != username else { return }
        if hasLoginName {
            let old = identifier(username, .username)
            identifiers.removeAll { $0 == old }
            identifiers.append(identifier(name.description, .username))
        }
        username = name.description
    }

    /// Renames the account, and makes the name a login name if it was none.
    mutating func takeLoginName(_ name: Username) {
        rename(to: name)
        if !hasLoginName { claimUsername() }
    }

    /// As above, unless the account has no login name and is shown by this one already, or was as `former`.
    mutating func takeLoginName(_ name: Username, insteadOf former: String) {
        let isKnown = [former, loginName].contains { Identifier.folded($0) == Identifier.folded(name.description) }
        if hasLoginName || !isKnown { takeLoginName(name) }
    }

    /// Makes the name a login name.
    mutating func claimUsername() {
        identifiers.append(identifier(username, .username))
    }

    /// Whether one can log in with `username`.
    var hasLoginName: Bool {
        identifiers.contains(identifier(username, .username))
    }

    /// What the account is called where names are login names: the address where the user name is none.
    public var loginName: String {
        hasLoginName ? username : email ?? username
    }

    /// Whether the account administers its namespace now.
    var isActiveAdmin: Bool {
        isAdmin && isActive
    }

    /// Whether the account may do what only trusted accounts may: only a full administrator changes such an account.
    var isPrivileged: Bool {
        isAdmin || !permissions.isEmpty
    }

    /// Counts a change that clients can see: raises `version` when `before` looked different.
    mutating func noteVisibleChange(since before: Account, at now: Instant) {
        guard appearance != before.appearance else { return }
        version += 1
        updatedAt = now
    }

    private func identifier(_ text: String, _ kind: Identifier.Kind) -> String {
        Identifier(text, kind: kind, namespace: namespace).description
    }

    /// What clients see of the account and can change, as bytes: Swift's strings are equal when only their normalisation differs.
    private var appearance: BSONDocument {
        var document: BSONDocument = [
            "username": .string(username), "is_admin": .bool(isAdmin), "is_active": .bool(isActive),
            "is_verified": .bool(emailVerifiedAt != nil),
        ]
        document.append("email", string: email)
        profile.append(to: &document)
        document.append("roles", strings: roles)
        document.append("groups", strings: groups)
        document.append("permissions", strings: permissions.map(\.rawValue))
        return document
    }
}
