import Synchronization

/// Collects what happens in several tasks.
final class Recorder<Value: Sendable>: Sendable {
    private let state = Mutex<[Value]>([])

    /// What was appended, in order.
    var values: [Value] {
        state.withLock { $0 }
    }

    func append(_ value: Value) {
        state.withLock { $0.append(value) }
    }
}
