@testable import Accounts

/// How long to wait, where `body` is throttled; nil where it is not.
func retryAfter(_ body: () async throws(AccountError) -> Void) async throws -> Duration? {
    do {
        try await body()
        return nil
    } catch {
        guard case .throttled(let duration) = error else { throw error }
        return duration
    }
}
