/// One line, or one histogram, of a family: what a handle writes to.
protocol MetricSeries: AnyObject, Sendable {
    /// Whether anything was ever recorded.
    var isUsed: Bool { get }

    func write(_ family: MetricFamily, _ labels: [(String, String)], to page: inout ExpositionWriter)
}
