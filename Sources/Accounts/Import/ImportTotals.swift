/// How many accounts an import has dealt with.
public struct ImportTotals: Sendable, Equatable {
    /// Those that were stored.
    public internal(set) var stored = 0
    /// Those that were there already.
    public internal(set) var present = 0
    /// Those that were refused.
    public internal(set) var refused = 0

    /// All of them.
    public var count: Int { stored + present + refused }

    /// Makes totals of nothing.
    public init() {}

    /// Counts an account.
    public mutating func add(_ outcome: ImportOutcome) {
        switch outcome {
        case .stored: stored += 1
        case .present: present += 1
        case .refused: refused += 1
        }
    }
}
