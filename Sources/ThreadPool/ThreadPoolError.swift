/// Why a `ThreadPool` did not run a piece of work.
public enum ThreadPoolError: Error, Sendable, Equatable {
    /// The queue holds as much as it may; try again later.
    case full
    /// The calling task was cancelled before the work ended.
    case cancelled
    /// The pool was shut down.
    case shutDown
}
