import CLinux
import Glibc

/// A timer of the kernel's, by which an event loop learns how late it comes to what is due.
struct LagProbe: ~Copyable {
    /// In nanoseconds.
    private static let interval: Int64 = 250_000_000

    let descriptor: Descriptor

    init() throws(ServerError) {
        let timer = clinux_make_timer(Self.interval)
        guard timer >= 0 else { throw .init(call: "timerfd", errno: errno) }
        descriptor = Descriptor(timer)
    }

    /// How long the timer has been due, in nanoseconds, after epoll reported it; nil where it is not.
    func takeLag() -> Int64? {
        var expirations: UInt64 = 0
        guard read(descriptor.raw, &expirations, MemoryLayout<UInt64>.size) > 0 else { return nil }
        let rest = clinux_timer_rest(descriptor.raw)
        return rest < 0 ? nil : Int64(expirations) * Self.interval - rest
    }
}
