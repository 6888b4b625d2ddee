import DocumentStore

/// Milliseconds of UTC, as stored and as sent.
public typealias Instant = BSONDateTime

/// One account, which is one document: identity, credentials, sessions and profile change together or not at all.
public struct Account: Sendable {
    /// The account's id, the same in every dialect.
    public let id: ObjectID
    /// The tenant that the account belongs to.
    public let namespace: NamespaceName
    /// The address as it was written, its domain in lower case; nil for accounts without one.
    public internal(set) var email: String?
    /// When the holder proved to receive mail at `email`.
    public internal(set) var emailVerifiedAt: Instant?
    /// A display name; also a login name when `identifiers` has it.
    public internal(set) var username: String
    /// The password's hash in modular crypt or PHC format; nil when none was set yet.
    public internal(set) var hashedPassword: String?
    /// Whether the account administers its namespace (of `default`: all namespaces).
    public internal(set) var isAdmin: Bool
    /// False while the account waits for activation or is disabled: it can't log in and its tokens are refused.
    public internal(set) var isActive: Bool
    /// When the account was made.
    public let createdAt: Instant
    /// When what clients see of the account last changed.
    public internal(set) var updatedAt: Instant
    /// When the account last logged in.
    public internal(set) var lastLoginAt: Instant?
    /// Access tokens that belong to no session are refused when they were issued before this.
    public internal(set) var tokensValidFrom: Instant?
    /// When the password was last set; nil for one that the account was made with.
    public internal(set) var passwordSetAt: Instant?

    /// Whether the account is inactive because nobody has activated it yet, rather than because it was disabled.
    public internal(set) var awaitsActivation: Bool
    /// When an account that nobody vouched for yields its address unless it is used; nil once it was activated or verified.
    var activationExpiresAt: Instant?
    /// The address that was verified last, while `email` is not: password resets go there.
    var verifiedEmail: String?
    /// Verified addresses that the holder may return to, oldest first; they stay claimed that long.
    var emailUndos: [EmailUndo]
    /// Networks from which the account logged in, newest last, at most `maximumKnownNetworks`.
    var knownNetworks: [String]

    /// What the holder tells about themselves.
    @Boxed public internal(set) var profile = Profile()

    /// Names of roles; never `admin`, which is `isAdmin`.
    public internal(set) var roles: [String]
    /// Names of groups.
    public internal(set) var groups: [String]
    /// Capabilities, of `Permission`'s closed list.
    public internal(set) var permissions: [Permission]

    /// All that one can log in with, unique over all accounts.
    public internal(set) var identifiers: [String]
    /// Open sessions, oldest first, at most `Session.maximumCount`.
    public internal(set) var sessions: [Session]
    /// What follows from changes: audit entries and mails that wait to be delivered.
    var outbox: [OutboxEntry]
    /// When the account was deleted. What is left of it is its id, until the outbox is empty.
    var erasedAt: Instant?

    /// What clients see as `ETag` and `versionNo`: 1 after creation, one more with each change that they can see.
    public internal(set) var version: Int64
    /// Compare-and-swap: one more with every write.
    public var revision: Int64
    /// The last changes, none of which is made twice.
    public var writeMarks = WriteMarks()

    /// Stored fields that this program does not know, kept as they are.
    var otherFields: BSONDocument

    /// Makes a new account without credentials.
    init(id: ObjectID = .generate(), namespace: NamespaceName, username: String, createdAt now: Instant) {
        self.id = id
        self.namespace = namespace
        self.username = username
        isAdmin = false
        isActive = true
        createdAt = now
        updatedAt = now
        roles = []
        groups = []
        permissions = []
        identifiers = []
        sessions = []
        awaitsActivation = false
        emailUndos = []
        knownNetworks = []
        outbox = []
        version = 1
        revision = 1
        otherFields = BSONDocument()
    }
}
