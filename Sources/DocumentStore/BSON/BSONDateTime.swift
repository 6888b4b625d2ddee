import Glibc

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
public struct BSONDateTime: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z, negative before.
    public var milliseconds: Int64

    /// Makes an instant.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The system clock's time.
    public static var now: BSONDateTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return BSONDateTime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// True when `left` is the earlier one.
    public static func < (left: BSONDateTime, right: BSONDateTime) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The instant `duration` later; fractions of a millisecond are cut, and the result stays in the type's range.
    public static func + (instant: BSONDateTime, duration: Duration) -> BSONDateTime {
        let (sum, overflow) = instant.milliseconds.addingReportingOverflow(duration.wholeMilliseconds)
        guard overflow else { return BSONDateTime(milliseconds: sum) }
        return BSONDateTime(milliseconds: duration < .zero ? .min : .max)
    }

    /// The instant `duration` earlier; see `+`.
    public static func - (instant: BSONDateTime, duration: Duration) -> BSONDateTime {
        instant + (.zero - duration)
    }

    /// The time from `right` to `left`.
    public static func - (left: BSONDateTime, right: BSONDateTime) -> Duration {
        .milliseconds(left.milliseconds) - .milliseconds(right.milliseconds)
    }
}

extension Duration {
    /// Milliseconds, without the fraction, clamped to the type's range.
    fileprivate var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, sumOverflow) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return sumOverflow ? (seconds < 0 ? .min : .max) : sum
    }
}
