import BlobStorage

/// How the services behave.
public struct AccountSettings: Sendable {
    /// How tokens are signed and how long they live.
    public var tokens: TokenSettings
    /// How mails are sent.
    public var mail: MailSettings
    /// Where avatars are kept; its maker shuts it down.
    public var uploads: any BlobStorage
    /// The largest avatar, in bytes.
    public var avatarMaximumBytes = 2 << 20
    /// Whether failed logins, registrations and mails are counted and limited; off for load tests alone.
    public var limitsRates = true
    /// Whether an account that registers itself is inactive until its address is verified.
    public var requiresActivation = false

    /// Makes settings.
    public init(tokens: TokenSettings, mail: MailSettings, uploads: any BlobStorage) {
        self.tokens = tokens
        self.mail = mail
        self.uploads = uploads
    }
}
