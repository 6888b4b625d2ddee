import DocumentStore
import Synchronization

/// The services' clock in a test: the time, which the test sets forward.
///
/// It starts at the real time, since MongoDB deletes by its own clock what has expired, and stands still, so that waits are exact.
public final class TestClock: Sendable {
    private let milliseconds = Atomic<Int64>(BSONDateTime.now.milliseconds)

    /// A clock that shows the real time.
    public init() {}

    /// The time.
    public var now: BSONDateTime { BSONDateTime(milliseconds: milliseconds.load(ordering: .relaxed)) }

    /// Sets the clock forward.
    public func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        milliseconds.wrappingAdd(seconds * 1000 + attoseconds / 1_000_000_000_000_000, ordering: .relaxed)
    }
}
