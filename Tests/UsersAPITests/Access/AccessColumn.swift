/// A kind of caller, and how the table's head calls it.
enum AccessColumn: String, CaseIterable, Sendable {
    /// Nobody: a request without a token.
    case none
    /// Whoever comes with a token that is no good, in every way there is: see `AccessStage.deadTokens`.
    case dead
    /// A user with nothing to do with the target.
    case user
    /// The target itself.
    case own
    /// A user with `can.manage_users` who is no administrator.
    case mgr
    /// Another administrator than the target.
    case adm
    /// A user of another namespace.
    case tusr
    /// An administrator of another namespace.
    case tadm
    /// Services with one permission each: `can.introspect`, `can.register_users`, `can.manage_users`.
    case intr, regi, mana
    /// A service with `Radmin-api`, which is `can.manage_users` and `can.manage_admins`.
    case both
    /// A service with `can.manage_admins` alone.
    case admi
    /// A service of another namespace, with all permissions.
    case tent

    /// Whether the caller may be shown the target's personal data anywhere.
    var mayKnowTarget: Bool {
        switch self {
        case .own, .mgr, .adm, .mana, .both: true
        case .none, .dead, .user, .tusr, .tadm, .intr, .regi, .admi, .tent: false
        }
    }
}
