import Synchronization
import ThreadPool

/// A queue of such operations for each collection, so that one's large documents don't hold up another's.
final class BatchQueues<Operation: BatchedOperation>: Sendable {
    private let runner: OperationRunner
    private let limit: Int
    private let metrics = PoolMetrics(pool: Operation.pool)
    private let queues = Mutex<[String: BatchQueue<Operation>]>([:])

    /// - Parameter limit: How many operations may wait in each.
    init(_ runner: OperationRunner, limit: Int) {
        self.runner = runner
        self.limit = limit
    }

    /// The collection's queue, made when it is first asked for.
    func queue(of collection: String) -> BatchQueue<Operation> {
        queues.withLock { queues in
            if let queue = queues[collection] { return queue }
            let queue = BatchQueue<Operation>(collection, runner, limit: limit, metrics)
            queues[collection] = queue
            return queue
        }
    }
}
