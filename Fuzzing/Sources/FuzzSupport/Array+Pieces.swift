extension [UInt8] {
    /// The bytes cut at pseudo-random places, which a seed without the bit 0x200 puts close together.
    public func pieces(seed: UInt16) -> [ArraySlice<UInt8>] {
        var state = UInt32(seed) | 1
        let longest: UInt32 = seed & 0x200 == 0 ? 3 : 40
        var pieces: [ArraySlice<UInt8>] = []
        var rest = self[...]
        while !rest.isEmpty {
            state = state &* 1_664_525 &+ 1_013_904_223
            let count = 1 + Int((state >> 16) % longest)
            pieces.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return pieces
    }
}
