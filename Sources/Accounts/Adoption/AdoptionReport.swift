/// What a pass of `AccountAdoption` did.
public struct AdoptionReport: Sendable {
    /// How many documents became accounts.
    public internal(set) var adopted = 0
    /// The documents that were left as they are, and why.
    public internal(set) var problems: [StoreProblem] = []
}
