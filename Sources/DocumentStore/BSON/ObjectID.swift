import Synchronization

/// MongoDB's document id: 12 bytes that sort by creation time, written as 24 hexadecimal digits.
public struct ObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
    // Big endian, so that comparing the numbers compares the bytes.
    private let high: UInt64
    private let low: UInt32

    private init(high: UInt64, low: UInt32) {
        self.high = high
        self.low = low
    }

    /// Reads 12 bytes; nil when there are more or fewer.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 12 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads exactly 24 hexadecimal digits of either case; nil for anything else.
    public init?(hex: some StringProtocol) {
        var digits = 0
        var high: UInt64 = 0
        var low: UInt32 = 0
        for character in hex.utf8 {
            let digit: UInt8
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
            default: return nil
            }
            switch digits {
            case 0..<16: high = high << 4 | UInt64(digit)
            case 16..<24: low = low << 4 | UInt32(digit)
            default: return nil
            }
            digits += 1
        }
        guard digits == 24 else { return nil }
        self.high = high
        self.low = low
    }

    /// Reads 12 bytes at `offset`, which the caller has checked.
    init(bytes: UnsafeRawBufferPointer, at offset: Int) {
        high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self))
    }

    /// A new id: seconds since 1970, five random bytes of this process, a counter.
    public static func generate() -> ObjectID {
        let seconds = UInt64(UInt32(truncatingIfNeeded: BSONDateTime.now.milliseconds / 1000))
        let count = counter.wrappingAdd(1, ordering: .relaxed).newValue & 0xFF_FFFF
        return ObjectID(
            high: seconds << 32 | process >> 8, low: UInt32(truncatingIfNeeded: process & 0xFF) << 24 | count)
    }

    private static let process = UInt64.random(in: 0...0xFF_FFFF_FFFF)
    private static let counter = Atomic(UInt32.random(in: 0...0xFF_FFFF))

    /// The 12 bytes.
    public var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
            + (0..<4).map { UInt8(truncatingIfNeeded: low >> (24 - 8 * $0)) }
    }

    /// When the id was made, to the second.
    public var createdAt: BSONDateTime {
        BSONDateTime(milliseconds: Int64(high >> 32) * 1000)
    }

    /// 24 lower-case hexadecimal digits.
    public var description: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(24)
        appendHexadecimal(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Appends the 24 lower-case hexadecimal digits as ASCII.
    public func appendHexadecimal(to bytes: inout [UInt8]) {
        var text = InlineArray<24, UInt8>(repeating: 0)
        func write(_ nibble: UInt8, at position: Int) {
            text[position] = nibble < 10 ? nibble + UInt8(ascii: "0") : nibble - 10 + UInt8(ascii: "a")
        }
        for place in 0..<16 { write(UInt8(truncatingIfNeeded: high >> (60 - 4 * place) & 0xF), at: place) }
        for place in 0..<8 { write(UInt8(truncatingIfNeeded: low >> (28 - 4 * place) & 0xF), at: 16 + place) }
        text.span.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// The order of the bytes, so by second of creation first.
    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// Appends the 12 bytes.
    func write(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: high.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
