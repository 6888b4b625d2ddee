import Synchronization

/// What all loops of a server share: whether it goes on, and how many connections there are.
final class ServerState: Sendable {
    /// How far the server is on its way out; it never goes back.
    enum Phase: UInt8, AtomicRepresentable, Comparable {
        case serving, draining, stopping

        static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Waiting {
        var loops: Int
        var continuations: [CheckedContinuation<Void, Never>] = []
    }

    private let current = Atomic<Phase>(.serving)
    private let connectionCount = Atomic<Int>(0)
    private let nextPauseWarning = Atomic<Int64>(0)
    private let waiting: Mutex<Waiting>
    private let servingLoops = Mutex<[EventLoop]>([])

    init(loopCount: Int) {
        waiting = Mutex(Waiting(loops: loopCount))
    }

    var phase: Phase { current.load(ordering: .acquiring) }

    /// Goes on to a later phase.
    func advance(to phase: Phase) {
        var seen = self.phase
        while seen < phase {
            let (exchanged, original) = current.compareExchange(
                expected: seen, desired: phase, ordering: .acquiringAndReleasing)
            if exchanged { return }
            seen = original
        }
    }

    /// The loops, from the start until all are quiet.
    var loops: [EventLoop] { servingLoops.withLock { $0 } }

    func setLoops(_ loops: [EventLoop]) {
        servingLoops.withLock { $0 = loops }
    }

    /// Counts connections; the number there are now.
    @discardableResult
    func changeConnections(by change: Int) -> Int {
        connectionCount.add(change, ordering: .relaxed).newValue
    }

    /// Whether the loop that asks may log that accepting is paused: one of them does, once in `interval`, in milliseconds.
    func mayWarnAboutPause(at now: Int64, every interval: Int64) -> Bool {
        let next = nextPauseWarning.load(ordering: .relaxed)
        guard now >= next else { return false }
        return nextPauseWarning.compareExchange(expected: next, desired: now + interval, ordering: .relaxed).exchanged
    }

    /// A loop has no connection left, and will have none.
    func loopBecameQuiet() {
        let continuations: [CheckedContinuation<Void, Never>]? = waiting.withLock { waiting in
            waiting.loops -= 1
            guard waiting.loops == 0 else { return nil }
            defer { waiting.continuations = [] }
            return waiting.continuations
        }
        guard let continuations else { return }
        // They refer to this object in turn.
        setLoops([])
        for continuation in continuations { continuation.resume() }
    }

    /// Returns once all loops are quiet.
    func untilQuiet() async {
        await withCheckedContinuation { continuation in
            let isQuiet = waiting.withLock { waiting in
                if waiting.loops > 0 { waiting.continuations.append(continuation) }
                return waiting.loops == 0
            }
            if isQuiet { continuation.resume() }
        }
    }
}
