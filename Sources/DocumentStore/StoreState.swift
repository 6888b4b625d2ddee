/// What a store's documents are at a moment: while two of them are equal, nothing was written in between, by whomever.
public struct StoreState: Equatable, Sendable {
    private let words: SIMD4<UInt64>

    /// Makes a state of what an engine tells its states apart by.
    public init(_ words: SIMD4<UInt64>) {
        self.words = words
    }
}
