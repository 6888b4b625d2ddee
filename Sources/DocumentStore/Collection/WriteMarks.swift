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

    private var marks: [UInt64] = []

    /// No writes yet.
    public init() {}

    /// The marks as they are stored, eight bytes each.
    public init(bytes: some Sequence<UInt8>) {
        var mark: UInt64 = 0
        for (place, byte) in bytes.enumerated() {
            mark = mark << 8 | UInt64(byte)
            if place % 8 == 7 { marks.append(mark) }
        }
    }

    /// What is stored of them.
    public var bytes: [UInt8] {
        marks.flatMap { mark in stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: mark >> $0) } }
    }

    /// True before the first write.
    public var isEmpty: Bool { marks.isEmpty }

    /// A new mark: the second in its upper half, and a random number.
    public static func mark(at now: BSONDateTime = .now) -> UInt64 {
        UInt64(UInt32(truncatingIfNeeded: now.milliseconds / 1000)) << 32 | UInt64(UInt32.random(in: 0 ... .max))
    }

    /// Marks a write. Old ones are forgotten, and the oldest where there are too many.
    public mutating func add(_ mark: UInt64) {
        // Either way: clocks differ, and older programs drew the whole mark at random.
        let old = marks.prefix { abs(Self.second(of: mark) - Self.second(of: $0)) > Self.lifetime }.count
        let kept = min(max(marks.count - old, Self.minimumCount - 1), Self.maximumCount - 1)
        marks = marks.suffix(kept) + [mark]
    }

    /// Whether the write of this mark was made.
    public func contains(_ mark: UInt64) -> Bool {
        marks.contains(mark)
    }

    private static func second(of mark: UInt64) -> Int64 {
        Int64(mark >> 32)
    }
}
