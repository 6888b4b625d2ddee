import DocumentStore

/// All that is stored of an account, for its holder; hashes of secrets are no part of it.
public struct AccountExport: Sendable {
    /// The account.
    public let account: Account
    /// The session that asked.
    public let currentSession: String?
    /// What happened to the account, the newest first, at most `maximumActivity` entries.
    public let activity: [AuditEntry]
    /// Mails to the account that could not be delivered.
    public let deadLetters: [DeadLetter]

    /// The most entries that an export has; the activity's own listing has all.
    static let maximumActivity = 10_000

    /// What one can log in with, folded.
    public var loginNames: [String] {
        account.identifiers.map { identifier in
            String(identifier.split(separator: "/", maxSplits: 2).last ?? "")
        }
    }

    /// Addresses that the account had and can come back to.
    public var formerEmails: [String] {
        account.emailUndos.map(\.email) + [account.verifiedEmail].compactMap { $0 }
    }

    /// When the mailed link of an account that registered itself runs out; nil once the address was verified.
    public var activationExpiresAt: Instant? { account.activationExpiresAt }

    /// Networks from which the account logged in lately.
    public var knownNetworks: [String] { account.knownNetworks }
}
