/// Names of roles with a meaning of their own.
public enum Role {
    /// Never stored: it is `Account.isAdmin`.
    public static let admin = "admin"

    /// Whether a name is that of the administrators, in whatever case or width it is written: to others it may look the same.
    public static func isAdmin(_ name: String) -> Bool { Identifier.folded(name) == admin }
}
