/// Work that waits for a thread.
struct Job: Sendable {
    let begin = ContinuousClock.now
    /// False when whoever asked for it has gone.
    let isWanted: @Sendable () -> Bool
    let run: @Sendable () -> Void
}
