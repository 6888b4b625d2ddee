import CLinux
import Glibc

/// Milliseconds of a clock that is never set, as deadlines are counted in.
enum LoopClock {
    /// A deadline that does not come.
    static let never = Int64.max

    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// A duration in whole milliseconds, rounded up; at most about a century.
    static func milliseconds(_ duration: Duration) -> Int64 {
        let parts = duration.components
        guard parts.seconds >= 0, parts.attoseconds >= 0 else { return 0 }
        let fraction = (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return min(parts.seconds, 3_000_000_000) * 1000 + fraction
    }
}
