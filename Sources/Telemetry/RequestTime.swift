import Synchronization

/// Where the time of one request went, as far as those who took it say so.
///
/// Parts that run at the same time are counted each.
public final class RequestTime: Sendable {
    /// What a request waits for.
    public enum Part: Sendable {
        /// The rest of the client's message.
        case body
        /// A thread that hashes passwords, and the hash.
        case hashing
        /// The document store.
        case store
    }

    /// The one of the request that the task works for; nil where it works for none.
    @TaskLocal public static var current: RequestTime?

    private let bodyTime = Atomic<Int64>(0)
    private let hashingTime = Atomic<Int64>(0)
    private let storeTime = Atomic<Int64>(0)

    /// Begins with nothing.
    public init() {}

    /// Counts the time since `start`, a reading of `MonotonicTime`, for the current request, if there is one.
    public static func add(_ part: Part, since start: Int64) {
        guard let current else { return }
        let time = MonotonicTime.now - start
        switch part {
        case .body: current.bodyTime.add(time, ordering: .relaxed)
        case .hashing: current.hashingTime.add(time, ordering: .relaxed)
        case .store: current.storeTime.add(time, ordering: .relaxed)
        }
    }

    /// What a part took until now, in nanoseconds.
    public func nanoseconds(_ part: Part) -> Int64 {
        switch part {
        case .body: bodyTime.load(ordering: .relaxed)
        case .hashing: hashingTime.load(ordering: .relaxed)
        case .store: storeTime.load(ordering: .relaxed)
        }
    }
}
