/// The last writes of a document, each by a random mark: one whose answer was lost is recognised although others came after it.
///
/// Without them a store that repeats a write after a failover would take its own first attempt, which somebody else has changed
/// since, for a lost race, and the change would be made twice.
public struct WriteMarks: Sendable, Equatable {
    /// More writes than come between a write and its repetition, which follows within seconds.
    private static let maximumCount = 8

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

    /// Marks a write; the oldest ones are forgotten.
    mutating func add(_ mark: UInt64) {
        marks = marks.suffix(Self.maximumCount - 1) + [mark]
    }

    func contains(_ mark: UInt64) -> Bool {
        marks.contains(mark)
    }
}
