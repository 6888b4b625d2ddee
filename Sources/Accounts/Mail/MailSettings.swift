import Foundation
import Mail

/// Where mails go, whom they come from, and where their links lead.
public struct MailSettings: Sendable {
    /// What sends them.
    public var mailer: Mailer
    /// The sender, `Accounts <accounts@example.com>` for one.
    public var sender: String
    /// Where links begin, without a slash at the end: `https://accounts.example.com`.
    public var publicURL: String

    /// Makes settings.
    public init(mailer: Mailer, sender: String, publicURL: String) {
        self.mailer = mailer
        self.sender = sender
        self.publicURL = publicURL
    }

    /// What the service calls itself towards its users: the public address's host.
    var serviceName: String {
        URL(string: publicURL)?.host() ?? publicURL
    }
}
