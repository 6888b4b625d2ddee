import Glibc

/// Nanoseconds of a clock that is never set; cheaper to subtract than the instants of `ContinuousClock`.
public enum MonotonicTime {
    /// The clock's reading.
    public static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
