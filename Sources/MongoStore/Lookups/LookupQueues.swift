import Synchronization

/// A queue of lookups for each collection that is read by `_id`, so that one's large documents don't hold up another's.
final class LookupQueues: Sendable {
    private let runner: OperationRunner
    private let limit: Int
    private let queues = Mutex<[String: LookupQueue]>([:])

    /// - Parameter limit: How many lookups may wait in each.
    init(_ runner: OperationRunner, limit: Int) {
        self.runner = runner
        self.limit = limit
    }

    /// The collection's queue, made when it is first asked for.
    func queue(of collection: String) -> LookupQueue {
        queues.withLock { queues in
            if let queue = queues[collection] { return queue }
            let queue = LookupQueue(collection, runner, limit: limit)
            queues[collection] = queue
            return queue
        }
    }
}
