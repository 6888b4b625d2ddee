/// Bytes with a subtype.
public struct BSONBinary: Sendable, Hashable {
    /// What the bytes mean: 0 for plain bytes, 4 for a UUID, 128 and above for the application's own.
    public var subtype: UInt8
    /// The bytes; with subtype 2 they begin with their own length, as the format wants it.
    public var bytes: [UInt8]

    /// Makes a value of plain bytes, unless `subtype` says otherwise.
    public init(_ bytes: [UInt8], subtype: UInt8 = 0) {
        self.subtype = subtype
        self.bytes = bytes
    }
}
