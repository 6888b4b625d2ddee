/// A partial update of an account: what is absent stays.
public struct AccountChanges: Sendable {
    /// The most roles, groups or permissions.
    public static let maximumNames = 64

    /// A new address; it can't be cleared.
    public var email: Change<String> = .keep
    /// A new name; it can't be cleared.
    public var username: Change<String> = .keep
    /// A new login name, unique in its namespace, in place of `username`; one that the account is known by already changes nothing.
    public var loginName: String?
    /// The name to show.
    public var displayName: Change<String> = .keep
    /// The whole name.
    public var fullName: Change<String> = .keep
    /// The given name.
    public var firstName: Change<String> = .keep
    /// The family name.
    public var lastName: Change<String> = .keep
    /// The language and region.
    public var locale: Change<String> = .keep
    /// Whether marketing mail is welcome.
    public var marketingOptIn: Change<Bool> = .keep
    /// The avatar's address: an absolute http or https URL of at most 2,048 characters, or the account's own upload.
    public var avatar: Change<String> = .keep
    /// Free pairs of strings, replaced whole.
    public var extra: Change<[String: String]> = .keep
    /// What a directory would keep; what is absent stays.
    public var attributes: [PersonAttribute: Change<String>] = [:]
    /// A new password; it can't be cleared.
    public var password: Change<String> = .keep
    /// What the caller gives to prove that it is them; their own account only.
    public var currentPassword: String?

    /// Whether the account administers its namespace. This and what follows is for administrators.
    public var isAdmin: Bool?
    /// Whether the account may log in.
    public var isActive: Bool?
    /// Whether the address counts as proven.
    public var emailVerified: Bool?
    /// Names of roles, replaced whole; `admin` among them is `isAdmin`.
    public var roles: [String]?
    /// Names of groups, replaced whole.
    public var groups: [String]?
    /// Capabilities, replaced whole.
    public var permissions: [String]?

    /// Makes an update that changes nothing.
    public init() {}
}
