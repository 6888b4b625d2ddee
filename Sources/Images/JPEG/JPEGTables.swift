/// Which tables were defined so far, each as a bit, and the restart interval (ITU T.81 §B.2.4).
struct JPEGTables {
    private(set) var quantization = 0
    private(set) var dc = 0
    private(set) var ac = 0
    private(set) var restartInterval = 0

    /// Reads a DQT segment, which must hold whole tables and nothing else.
    mutating func takeQuantization(_ content: ArraySlice<UInt8>) throws(ImageError) {
        var reader = ByteReader(content)
        repeat {
            let head = try reader.bigEndian(1)
            guard head >> 4 <= 1, head & 15 <= 3 else { throw .unsupported("a quantization table") }
            _ = try reader.take(head >> 4 == 0 ? 64 : 128)
            quantization |= 1 << (head & 15)
        } while reader.remaining > 0
    }

    /// Reads a DHT segment, which must hold whole tables and nothing else.
    mutating func takeHuffman(_ content: ArraySlice<UInt8>) throws(ImageError) {
        var reader = ByteReader(content)
        repeat {
            let head = try reader.bigEndian(1)
            guard head >> 4 <= 1, head & 15 <= 3 else { throw .unsupported("a Huffman table") }
            var (codes, count) = (0, 0)
            for length in try reader.take(16) {
                // Of every length, codes must be left for longer ones.
                codes = codes << 1 + Int(length)
                count += Int(length)
            }
            guard 1...256 ~= count, codes <= 1 << 16 else { throw .unsupported("a Huffman table") }
            _ = try reader.take(count)
            if head >> 4 == 0 { dc |= 1 << (head & 15) } else { ac |= 1 << (head & 15) }
        } while reader.remaining > 0
    }

    /// Reads a DRI segment.
    mutating func takeRestartInterval(_ content: ArraySlice<UInt8>) throws(ImageError) {
        var reader = ByteReader(content)
        restartInterval = try reader.bigEndian(2)
        guard reader.remaining == 0 else { throw .unsupported("a restart interval") }
    }

    /// Whether everything is there that decoding a scan needs.
    func suffice(_ scan: JPEGScan) -> Bool {
        zip(scan.components, scan.tables).allSatisfy { component, tables in
            quantization >> component.table & 1 == 1
                && (!scan.needsDC || dc >> tables.dc & 1 == 1)
                && (!scan.needsAC || ac >> tables.ac & 1 == 1)
        }
    }
}
