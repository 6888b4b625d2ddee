import DocumentStore

/// An account of another service, as its export describes it.
public struct ImportedAccount: Sendable {
    /// What accounts are made of; without a password.
    public var draft: NewAccount
    /// The id that the account keeps; a new one when nil.
    public var id: ObjectID?
    /// The password's hash, in a format that `PasswordHasher.verify` knows; nil for an account whose holder has to set one.
    public var hashedPassword: String?
    /// When the account was made; now when nil.
    public var createdAt: Instant?

    /// Makes a description.
    public init(draft: NewAccount, id: ObjectID? = nil, hashedPassword: String? = nil, createdAt: Instant? = nil) {
        self.draft = draft
        self.id = id
        self.hashedPassword = hashedPassword
        self.createdAt = createdAt
    }
}
