import Logging

/// Tells the log how far a pass has come, every 10,000 documents or 5 seconds.
struct AdoptionProgress {
    private static let step = 10_000
    private static let interval = Duration.seconds(5)

    private let total: Int
    private let logger: Logger
    private var done = 0
    private var toldAt = ContinuousClock.now
    private var told = 0

    /// - Parameter total: How many documents there are to look at.
    init(total: Int, logger: Logger) {
        self.total = total
        self.logger = logger
    }

    mutating func advance(by count: Int) {
        done += count
        guard done - told >= Self.step || ContinuousClock.now - toldAt >= Self.interval else { return }
        (told, toldAt) = (done, .now)
        logger.info("taking over accounts", metadata: ["done": "\(done)", "of": "\(total)"])
    }
}
