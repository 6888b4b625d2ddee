/// A partial update of an account: what is absent stays.
public struct AccountChanges: Sendable {
    public var email: Change<String> = .keep
    public var username: Change<String> = .keep
    public var displayName: Change<String> = .keep
    public var fullName: Change<String> = .keep
    public var firstName: Change<String> = .keep
    public var lastName: Change<String> = .keep
    public var locale: Change<String> = .keep
    public var marketingOptIn: Change<Bool> = .keep
    public var extra: Change<[String: String]> = .keep
    public var password: Change<String> = .keep
    /// What the caller gives to prove that it is them; their own account only.
    public var currentPassword: String?

    /// For administrators: the rest.
    public var isAdmin: Bool?
    public var isActive: Bool?
    public var emailVerified: Bool?
    public var roles: [String]?
    public var groups: [String]?
    public var permissions: [String]?

    /// Makes an update that changes nothing.
    public init() {}
}
