import DocumentStore

/// When a mail is tried again, and when it is given up.
enum DeliverySchedule {
    /// How long whoever sends a mail has it for itself: longer than a transfer may take.
    static let claim = Duration.seconds(150)
    /// How often a mail is tried, over sixteen hours.
    static let maximumAttempts: Int64 = 24
    /// How long a mail waits for its turn when its recipient gets many.
    static let longestHold = Duration.seconds(6 * 3600)
    /// By how much more a mail waits at most that has to wait for its turn, in milliseconds.
    static let holdJitter: Int64 = 30_000
    private static let firstDelay = Duration.seconds(10)
    private static let longestDelay = Duration.seconds(3600)

    /// How long to wait after so many attempts: 10 s, doubling up to an hour.
    static func delay(after attempts: Int64) -> Duration {
        min(firstDelay * (1 << min(max(attempts - 1, 0), 20)), longestDelay)
    }
}
