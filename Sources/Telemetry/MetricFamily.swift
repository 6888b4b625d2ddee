/// A metric as it is declared: its name, what it means, and the names of its labels. No other series come to be.
public struct MetricFamily: Sendable {
    /// What kind of numbers it has, in the words of the exposition format.
    public enum Kind: Sendable, Equatable {
        /// Only rises while the process lives.
        case counter
        /// Rises and falls, in whole numbers.
        case gauge
        /// Counts durations by these upper bounds, in seconds, which rise.
        case histogram([Double])

        /// The word of a `# TYPE` line.
        public var name: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }
    }

    /// The name, with its unit.
    public let name: String
    /// The kind.
    public let kind: Kind
    /// The labels' names, in their order.
    public let labels: [String]
    /// What it means, in a sentence.
    public let help: String
    /// Reads the value at the moment when it is shown; nil for one that is recorded.
    let reading: (@Sendable () -> Double?)?

    /// Declares a metric.
    init(
        _ name: String, _ kind: Kind, by labels: [String] = [], _ help: String,
        reading: (@Sendable () -> Double?)? = nil
    ) {
        self.name = name
        self.kind = kind
        self.labels = labels
        self.help = help
        self.reading = reading
    }
}
