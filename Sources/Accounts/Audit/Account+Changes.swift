import DocumentStore

/// The audit entries of a change are told from what changed, so that no way of changing an account forgets one.
extension Account {
    mutating func recordChanges(since before: Account, by origin: Origin, at now: Instant) {
        recordPrivileges(since: before, by: origin, at: now)
        let losesVerification = email == before.email && emailVerifiedAt == nil && before.emailVerifiedAt != nil
        let fields =
            profile.fieldsThatDiffer(from: before.profile) + (username.isSame(as: before.username) ? [] : ["username"])
            + (losesVerification ? ["email_verified"] : [])
        if !fields.isEmpty {
            record(.userUpdated, by: origin, at: now, details: ["fields": fields.joined(separator: ",")])
        }
        if email != before.email { record(.emailChange, by: origin, at: now) }
        if let emailVerifiedAt, emailVerifiedAt != before.emailVerifiedAt {
            record(.emailVerified, by: origin, at: now)
        }
        if passwordSetAt != before.passwordSetAt || (hashedPassword == nil) != (before.hashedPassword == nil) {
            record(.passwordChange, by: origin, at: now)
        }
        let ended = before.sessions.filter { session in
            session.expiresAt > now && !sessions.contains { $0.id == session.id }
        }
        if !ended.isEmpty {
            record(.sessionExpired, by: origin, at: now, details: ["sessions": ended.map(\.id).joined(separator: ",")])
        }
    }

    /// Records what makes an account more, or less, than others.
    mutating func recordPrivileges(since before: Account, by origin: Origin, at now: Instant) {
        if isActive != before.isActive { record(isActive ? .userEnabled : .userDisabled, by: origin, at: now) }
        var changed: [String: String] = [:]
        if isAdmin != before.isAdmin { changed["is_admin"] = String(isAdmin) }
        if permissions != before.permissions {
            changed["permissions"] = permissions.map(\.rawValue).joined(separator: ",")
        }
        if roles != before.roles { changed["roles"] = String(roles.count) }
        if groups != before.groups { changed["groups"] = String(groups.count) }
        if !changed.isEmpty { record(.privilegeChange, by: origin, at: now, details: changed) }
    }
}

extension Profile {
    /// The names of fields whose values differ; the values themselves are nobody's business.
    fileprivate func fieldsThatDiffer(from other: Profile) -> [String] {
        var (mine, others) = (BSONDocument(), BSONDocument())
        append(to: &mine)
        other.append(to: &others)
        let names = mine.map(\.name) + others.map(\.name).filter { mine[$0] == nil }
        return names.filter { mine[$0] != others[$0] }
    }
}

extension String {
    /// Whether the bytes are the same: Swift's strings are equal when only their normalisation differs.
    fileprivate func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
