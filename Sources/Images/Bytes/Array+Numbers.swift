extension [UInt8] {
    /// Appends the low `count` bytes of a number, most significant first.
    mutating func append(bigEndian number: Int, count: Int) {
        for shift in stride(from: 8 * (count - 1), through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// Appends the low `count` bytes of a number, least significant first.
    mutating func append(littleEndian number: Int, count: Int) {
        for shift in stride(from: 0, to: 8 * count, by: 8) { append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
