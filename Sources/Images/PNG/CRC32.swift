/// The checksum of a chunk (ISO/IEC 15948 §5.5 and annex D).
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB8_8320 }
    }

    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let (table, span) = (table, bytes.span)
        var crc = UInt32.max
        for index in span.indices { crc = crc >> 8 ^ table[Int((crc ^ UInt32(span[index])) & 0xFF)] }
        return ~crc
    }
}
