/// The time-outs of a loop's connections, in milliseconds.
struct LoopTimes {
    let handshake: Int64
    let head: Int64
    let bodyGrace: Int64
    let bodyMinimumRate: Int64
    let idle: Int64
    let request: Int64
    let cancellationGrace: Int64
    let write: Int64
    let linger: Int64
    let drain: Int64
    /// How often deadlines are looked at, at most: exact enough for the shortest of them.
    let tick: Int64

    init(_ limits: ServerLimits) {
        handshake = LoopClock.milliseconds(limits.handshakeTimeout)
        head = LoopClock.milliseconds(limits.headTimeout)
        bodyGrace = LoopClock.milliseconds(limits.bodyGrace)
        bodyMinimumRate = Int64(max(1, limits.bodyMinimumRate))
        idle = LoopClock.milliseconds(limits.idleTimeout)
        request = LoopClock.milliseconds(limits.requestTimeout)
        cancellationGrace = LoopClock.milliseconds(limits.cancellationGrace)
        write = LoopClock.milliseconds(limits.writeTimeout)
        linger = LoopClock.milliseconds(limits.lingerTimeout)
        drain = LoopClock.milliseconds(limits.drainTimeout)
        let shortest = min(handshake, head, bodyGrace, idle, request, cancellationGrace, write, linger, drain)
        tick = max(10, min(250, shortest / 4))
    }
}
