/// What a pass of `AccountAdoption` did.
public struct AdoptionReport: Sendable, Equatable {
    /// How many documents became accounts.
    public var adopted = 0
    /// The documents that were left as they are, and why.
    public var problems: [StoreProblem] = []
}
