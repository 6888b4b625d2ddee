import CoreMetrics
import Synchronization

/// A counter for each status, made when an answer first has the status.
final class StatusCounts: Sendable {
    private let label: String
    private let dimensions: [(String, String)]
    private let factory = MetricsSystem.factory
    private let counters = Mutex<[(status: Int, counter: Counter)]>([])

    /// - Parameter dimensions: What the counters have beside `status`.
    init(label: String, dimensions: [(String, String)] = []) {
        self.label = label
        self.dimensions = dimensions
    }

    func count(_ status: Int) {
        let counter = counters.withLock { counters in
            for known in counters where known.status == status { return known.counter }
            let counter = makeCounter(status)
            counters.append((status, counter))
            return counter
        }
        counter.increment()
    }

    private func makeCounter(_ status: Int) -> Counter {
        Counter(label: label, dimensions: dimensions + [("status", "\(status)")], factory: factory)
    }
}
