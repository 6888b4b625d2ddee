/// How long an update that lost a race waits before it begins again.
public enum UpdateBackOff {
    /// How often an update is tried.
    public static let attempts = 64

    /// Waits for a random time, up to 32 ms, so that those who lost together don't meet again.
    ///
    /// - Throws: `StoreError.cancelled` when the calling task is cancelled.
    public static func wait(after attempt: Int) async throws(StoreError) {
        let limit = 1000 << min(attempt, 5)
        do {
            try await Task.sleep(for: .microseconds(Int.random(in: 0..<limit)))
        } catch {
            throw .cancelled
        }
    }
}
