import CZlib

/// The checksum of a chunk (ISO/IEC 15948 §5.5 and annex D).
enum CRC32 {
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBytes { bytes in
            // zlib takes no address for a question: what the checksum of nothing is.
            guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return 0 }
            return UInt32(crc32_z(0, start, bytes.count))
        }
    }
}
