/// What one client, or one account, may do so often in a period: as much at once, and then as it refills.
enum RateLimit: String, Sendable, CaseIterable {
    case registration
    case failedLogin = "failed_login"
    /// A mail to reset a password or to verify an address.
    case mailRequest = "mail_request"
    /// An entry in the audit about something that was not allowed; what is beyond is not noted.
    case denial
    /// Registering somebody else, by an account that is trusted with nothing.
    case registrationOfOthers = "registration_of_others"

    /// How long an empty bucket takes to be full.
    var period: Duration {
        switch self {
        case .registration, .failedLogin, .mailRequest, .denial: .seconds(60)
        case .registrationOfOthers: .seconds(3600)
        }
    }

    var countPerPeriod: Int {
        switch self {
        case .registration, .registrationOfOthers: 20
        case .failedLogin, .denial: 60
        case .mailRequest: 10
        }
    }

    /// How long one token takes to come back.
    var interval: Duration { period / countPerPeriod }
}
