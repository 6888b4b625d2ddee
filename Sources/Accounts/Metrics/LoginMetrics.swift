import CoreMetrics

/// How logins end, in the metrics.
struct LoginMetrics: Sendable {
    private enum Result: String, CaseIterable {
        case success
        case invalidCredentials = "invalid_credentials"
        case throttled
        case unavailable
    }

    private let counters = Dictionary(
        uniqueKeysWithValues: Result.allCases.map { result in
            (result, Counter(label: "users_logins_total", dimensions: [("result", result.rawValue)]))
        })

    /// Counts a login by what comes of it.
    func count<Value>(
        _ logIn: () async throws(AccountError) -> Value
    ) async throws(AccountError) -> Value {
        do {
            let value = try await logIn()
            counters[.success]?.increment()
            return value
        } catch {
            counters[Self.result(of: error)]?.increment()
            throw error
        }
    }

    private static func result(of error: AccountError) -> Result {
        switch error {
        case .invalidCredentials: .invalidCredentials
        case .throttled: .throttled
        default: .unavailable
        }
    }
}
