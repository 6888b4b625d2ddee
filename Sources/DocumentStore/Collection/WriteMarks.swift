/// The last writes of a document, each by a mark: one whose answer was lost is recognised although others came after it.
///
/// Without them a store that repeats a write after a failover would take its own first attempt, which somebody else has changed
/// since, for a lost race, and the change would be made twice.
public struct WriteMarks: Sendable, Equatable {
    /// How many marks are kept, however old they are.
    private static let minimumCount = 8
    /// How many are kept of those that are younger than `lifetime`: as many may write at once between a write and its repetition.
    private static let maximumCount = 64
    /// Longer than a write is repeated, in seconds; the longest request takes 300.
    private static let lifetime: Int64 = 300
    /// Bytes of a mark.
    private static let size = 8

    /// The marks as they are stored, eight bytes each, the latest at the end.
    public private(set) var bytes: [UInt8] = []

    /// No writes yet.
    public init() {}

    /// The marks that are stored; what is left over at the end is none.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
        self.bytes.removeLast(bytes.count % Self.size)
    }

    /// True before the first write.
    public var isEmpty: Bool { bytes.isEmpty }

    /// A new mark: the second in its upper half, and a random number.
    public static func mark(at now: BSONDateTime = .now) -> UInt64 {
        UInt64(UInt32(truncatingIfNeeded: now.milliseconds / 1000)) << 32 | UInt64(UInt32.random(in: 0 ... .max))
    }

    /// Marks a write. Old ones are forgotten, and the oldest where there are too many.
    public mutating func add(_ mark: UInt64) {
        // Either way: clocks differ, and older programs drew the whole mark at random.
        let old = (0..<count).prefix { abs(Self.second(of: mark) - Self.second(of: self[$0])) > Self.lifetime }.count
        let kept = min(max(count - old, Self.minimumCount - 1), Self.maximumCount - 1)
        bytes.removeFirst(max(count - kept, 0) * Self.size)
        withUnsafeBytes(of: mark.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Whether the write of this mark was made.
    public func contains(_ mark: UInt64) -> Bool {
        (0..<count).contains { self[$0] == mark }
    }

    private var count: Int { bytes.count / Self.size }

    private subscript(place: Int) -> UInt64 {
        bytes.withUnsafeBytes {
            UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: place * Self.size, as: UInt64.self))
        }
    }

    private static func second(of mark: UInt64) -> Int64 {
        Int64(mark >> 32)
    }
}
