import CoreMetrics

/// Durations, counted by upper bounds.
final class HistogramSeries: MetricSeries, TimerHandler {
    private let bounds: [Double]
    private let nanoseconds: [Int64]
    /// A count for each bound, one for what is beyond them, and the sum in nanoseconds.
    private let cells: ShardedCells

    init(bounds: [Double]) {
        self.bounds = bounds
        nanoseconds = bounds.map { Int64($0 * 1_000_000_000) }
        cells = ShardedCells(count: bounds.count + 2)
    }

    var isUsed: Bool { (0...bounds.count).contains { cells.sum($0) != 0 } }

    func recordNanoseconds(_ duration: Int64) {
        var bucket = 0
        while bucket < nanoseconds.count, duration > nanoseconds[bucket] { bucket += 1 }
        let base = cells.base
        cells.add(1, to: bucket, base: base)
        cells.add(duration, to: nanoseconds.count + 1, base: base)
    }

    func write(_ family: MetricFamily, _ labels: [(String, String)], to page: inout ExpositionWriter) {
        var count: Int64 = 0
        for (index, bound) in bounds.enumerated() {
            count += cells.sum(index)
            page.sample(family.name + "_bucket", labels + [("le", "\(bound)")], "\(count)")
        }
        count += cells.sum(bounds.count)
        page.sample(family.name + "_bucket", labels + [("le", "+Inf")], "\(count)")
        page.sample(family.name + "_sum", labels, "\(Double(cells.sum(bounds.count + 1)) / 1_000_000_000)")
        page.sample(family.name + "_count", labels, "\(count)")
    }
}
