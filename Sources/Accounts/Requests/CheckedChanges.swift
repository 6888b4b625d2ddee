/// A partial update whose values keep the rules.
struct CheckedChanges {
    var email: EmailAddress?
    var username: Username?
    var loginName: Username?
    var displayName: Change<String> = .keep
    var fullName: Change<String> = .keep
    var firstName: Change<String> = .keep
    var lastName: Change<String> = .keep
    var locale: Change<String> = .keep
    var marketingOptIn: Change<Bool> = .keep
    var avatar: Change<String> = .keep
    var extra: Change<[String: String]> = .keep
    var attributes: [PersonAttribute: Change<String>] = [:]
    var isAdmin: Bool?
    var isActive: Bool?
    var emailVerified: Bool?
    var roles: [String]?
    var groups: [String]?
    var permissions: [Permission]?
}

extension Account {
    /// Applies a checked update; passwords are hashed first and set apart.
    ///
    /// - Throws: `AccountError.throttled` when the address changed too often, `.invalid` for an avatar that was replaced meanwhile.
    mutating func apply(_ changes: CheckedChanges, at now: Instant) throws(AccountError) {
        let formerName = loginName
        if let email = changes.email { try changeEmail(to: email, at: now) }
        if let username = changes.username { rename(to: username) }
        if let name = changes.loginName { takeLoginName(name, insteadOf: formerName) }
        profile.displayName.apply(changes.displayName)
        profile.fullName.apply(changes.fullName)
        profile.firstName.apply(changes.firstName)
        profile.lastName.apply(changes.lastName)
        profile.locale.apply(changes.locale)
        profile.marketingOptIn.apply(changes.marketingOptIn)
        try applyAvatar(changes.avatar)
        profile.extra.apply(changes.extra)
        for (attribute, change) in changes.attributes { profile.attributes[attribute.rawValue].apply(change) }
        if let isAdmin = changes.isAdmin { self.isAdmin = isAdmin }
        if let isActive = changes.isActive { setActive(isActive, at: now) }
        switch changes.emailVerified {
        case true?: markEmailVerified(at: now)
        case false?: emailVerifiedAt = nil
        case nil: break
        }
        if let roles = changes.roles { self.roles = roles }
        if let groups = changes.groups { self.groups = groups }
        if let permissions = changes.permissions { self.permissions = permissions }
    }

    /// An upload may have been replaced since it was checked, and its bytes be on their way out.
    private mutating func applyAvatar(_ change: Change<String>) throws(AccountError) {
        if let address = change.value, let problem = AvatarAddress.problem(address, current: profile.avatar) {
            throw .invalid([problem])
        }
        profile.avatar.apply(change)
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate mutating func apply(_ change: Change<Wrapped>) {
        switch change {
        case .keep: break
        case .clear: self = nil
        case .set(let value): self = value
        }
    }
}
