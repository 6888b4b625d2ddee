/// By how much the clocks of instances may differ.
enum ClockSkew {
    /// What is counted further in the future was counted before the clock was set back.
    static let tolerated = Duration.seconds(60)
}
