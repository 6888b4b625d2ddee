/// An IEEE 754 decimal128 number, carried but not computed with.
public struct BSONDecimal128: Sendable, Hashable {
    /// The lower 64 bits.
    public var low: UInt64
    /// The upper 64 bits.
    public var high: UInt64

    /// Makes a number of its bits.
    public init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }
}
