/// What one client may do so often a minute: as much at once, and then as it refills.
enum RateLimit: String, Sendable, CaseIterable {
    case registration
    case failedLogin = "failed_login"
    /// A mail to reset a password or to verify an address.
    case mailRequest = "mail_request"
    /// An entry in the audit about something that was not allowed; what is beyond is not noted.
    case denial

    /// How long an empty bucket takes to be full.
    static let period = Duration.seconds(60)

    var countPerMinute: Int {
        switch self {
        case .registration: 20
        case .failedLogin, .denial: 60
        case .mailRequest: 10
        }
    }

    /// How long one token takes to come back.
    var interval: Duration { Self.period / countPerMinute }
}
