import CoreMetrics
import Synchronization

/// The metrics of the process for Prometheus: what is recorded through swift-metrics, under the declared names alone.
///
/// Handles are looked up when they are made, under a lock, and kept by who made them; recording takes neither lock nor memory.
public final class PrometheusRegistry: MetricsFactory {
    /// The media type of the exposition.
    public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private let families: [MetricFamily]
    private let positions: [String: Int]
    /// The series of each family by the values of their labels.
    private let series: Mutex<[[[String]: any MetricSeries]]>

    /// Makes a registry of these metrics; what is recorded under other names, or with other labels, goes nowhere.
    public init(_ families: [MetricFamily] = MetricFamily.all) {
        self.families = families
        positions = Dictionary(families.enumerated().map { ($1.name, $0) }) { first, _ in first }
        series = Mutex(Array(repeating: [:], count: families.count))
    }

    /// All metrics in the text format of Prometheus, version 0.0.4.
    ///
    /// Of families that have a series for each route those are shown that were recorded.
    public var exposition: String {
        var page = ExpositionWriter()
        let series = series.withLock { $0 }
        for (family, series) in zip(families, series) {
            page.head(family)
            if let value = family.reading?() { page.sample(family.name, [], "\(value)") }
            for (values, series) in series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                if family.labels.contains("route"), !series.isUsed { continue }
                series.write(family, Array(zip(family.labels, values)), to: &page)
            }
        }
        return page.text
    }

    /// The counter of these labels.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let series = find(label, dimensions, .counter) { _ in NumberSeries() }
        return series as (any CounterHandler)? ?? NOOPMetricsHandler.instance
    }

    /// The gauge of these labels, which takes whole numbers.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        let series = find(label, dimensions, .gauge) { _ in NumberSeries() }
        return series as (any MeterHandler)? ?? NOOPMetricsHandler.instance
    }

    /// The histogram of these labels.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let series = find(label, dimensions, .histogram([])) { HistogramSeries(bounds: $0) }
        return series as (any TimerHandler)? ?? NOOPMetricsHandler.instance
    }

    /// Nothing: no metric of ours is a distribution of anything but time.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }

    /// Without effect: series stay as long as the process.
    public func destroyCounter(_ handler: any CounterHandler) {}

    /// Without effect: series stay as long as the process.
    public func destroyMeter(_ handler: any MeterHandler) {}

    /// Without effect: series stay as long as the process.
    public func destroyTimer(_ handler: any TimerHandler) {}

    /// Without effect: there are none.
    public func destroyRecorder(_ handler: any RecorderHandler) {}

    private func find<Series: MetricSeries>(
        _ name: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind, make: ([Double]) -> Series
    ) -> Series? {
        guard let position = positions[name], families[position].kind.name == kind.name,
            families[position].labels == dimensions.map(\.0)
        else { return nil }
        var bounds: [Double] = []
        if case .histogram(let declared) = families[position].kind { bounds = declared }
        let values = dimensions.map(\.1)
        return series.withLock { series in
            if let found = series[position][values] { return found as? Series }
            let made = make(bounds)
            series[position][values] = made
            return made
        }
    }
}
