/// What a new account is made of.
public struct NewAccount: Sendable {
    /// The tenant; `default` when nil.
    public var namespace: String?
    /// The address, as it was written.
    public var email: String?
    /// The name, as it was written.
    public var username: String
    /// Nil makes an account without a password, whose holder sets the first one by a mailed link.
    public var password: String?
    /// Whether the name is a login name too, and so unique in its namespace.
    public var logsInByUsername = false
    /// Whether the account that registers itself waits for the link of an activation mail, whatever the settings say.
    public var needsActivation = false
    /// Everything else, for administrators.
    public var changes: AccountChanges

    /// Makes a description of a new account.
    public init(
        namespace: String? = nil, email: String?, username: String, password: String?,
        changes: AccountChanges = AccountChanges()
    ) {
        self.namespace = namespace
        self.email = email
        self.username = username
        self.password = password
        self.changes = changes
    }
}
