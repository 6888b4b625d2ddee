import DocumentStore

/// Whether the service can do its work.
public struct HealthService: Sendable {
    let store: any DocumentStore

    /// Returns when the store answers.
    ///
    /// - Throws: `AccountError.unavailable` when it does not.
    public func check() async throws(AccountError) {
        do {
            try await store.ping()
        } catch {
            throw AccountError(error)
        }
    }
}
