import CoreMetrics

/// The number of a counter or a gauge.
final class NumberSeries: MetricSeries, CounterHandler, MeterHandler {
    private let cells = ShardedCells(count: 1)

    var isUsed: Bool { value != 0 }

    private var value: Int64 { cells.sum(0) }

    func increment(by amount: Int64) {
        cells.add(amount, to: 0, base: cells.base)
    }

    /// Without effect: a counter only rises.
    func reset() {}

    /// Sets a gauge, of which only one thread at a time may do so.
    func set(_ value: Int64) {
        increment(by: value &- self.value)
    }

    func set(_ value: Double) {
        set(Int64(value))
    }

    func increment(by amount: Double) {
        increment(by: Int64(amount))
    }

    func decrement(by amount: Double) {
        increment(by: -Int64(amount))
    }

    func write(_ family: MetricFamily, _ labels: [(String, String)], to page: inout ExpositionWriter) {
        page.sample(family.name, labels, "\(value)")
    }
}
