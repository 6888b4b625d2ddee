import CoreMetrics
import Synchronization

/// A counter for each status. One is made when an answer first has the status; later answers find it without a lock.
final class StatusCounts: Sendable {
    private final class Entry: Sendable {
        let status: Int
        let counter: Counter
        let next = AtomicLazyReference<Entry>()

        init(_ status: Int, _ counter: Counter) {
            self.status = status
            self.counter = counter
        }
    }

    private let label: String
    private let dimensions: [(String, String)]
    private let factory = MetricsSystem.factory
    private let first = AtomicLazyReference<Entry>()

    /// - Parameter dimensions: What the counters have beside `status`.
    init(label: String, dimensions: [(String, String)] = []) {
        self.label = label
        self.dimensions = dimensions
    }

    func count(_ status: Int) {
        var entry = first.load() ?? first.storeIfNil(makeEntry(status))
        while entry.status != status { entry = entry.next.load() ?? entry.next.storeIfNil(makeEntry(status)) }
        entry.counter.increment()
    }

    private func makeEntry(_ status: Int) -> Entry {
        Entry(status, Counter(label: label, dimensions: dimensions + [("status", "\(status)")], factory: factory))
    }
}
