import CoreMetrics

/// What a pool of threads tells of its queue, by the pool's name.
public struct PoolMetrics: Sendable {
    private let queueLength: Meter
    private let wait: Timer
    private let refusals: Counter

    /// Makes the handles of a pool.
    public init(pool name: String) {
        let dimensions = [("pool", name)]
        queueLength = Meter(label: "thread_pool_queue_length", dimensions: dimensions)
        wait = Timer(label: "thread_pool_wait_seconds", dimensions: dimensions)
        refusals = Counter(label: "thread_pool_refusals_total", dimensions: dimensions)
    }

    /// The queue became longer, or shorter where the change is negative.
    public func changeQueue(by change: Int) {
        queueLength.increment(by: Double(change))
    }

    /// A call that waited since then is begun now.
    public func begin(after start: ContinuousClock.Instant) {
        wait.recordNanoseconds(Int64((ContinuousClock.now - start) / .nanoseconds(1)))
    }

    /// A call found the queue full.
    public func refuse() {
        refusals.increment()
    }
}
