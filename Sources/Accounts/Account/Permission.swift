/// A capability of an account or a service token; the list is closed.
public enum Permission: String, Sendable, Hashable, CaseIterable {
    /// Opens the administration of users.
    case manageUsers = "can.manage_users"
    /// Lets a service token change administrators and grant privileges.
    case manageAdmins = "can.manage_admins"
    /// Registers users on behalf of others.
    case registerUsers = "can.register_users"
    /// Asks whether tokens are good, and for entitlements.
    case introspect = "can.introspect"

    /// What administrators may do without being granted it.
    static let ofAdmins: [Permission] = [.manageUsers, .manageAdmins, .registerUsers]

    /// Fess's own name for the administration of users by its API: two permissions in one.
    static let fessName = "Radmin-api"

    /// All names that permissions are granted by.
    public static let names = allCases.map(\.rawValue) + [fessName]

    /// The permissions that a name grants; none for an unknown one.
    static func named(_ name: String) -> [Permission] {
        name == fessName ? [.manageUsers, .manageAdmins] : [Permission(rawValue: name)].compactMap { $0 }
    }
}
