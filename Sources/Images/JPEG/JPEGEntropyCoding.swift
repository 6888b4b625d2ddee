/// The data of a scan (ITU T.81 §B.1.1.5): bytes in which 0xFF is followed by 0, and restart markers.
enum JPEGEntropyCoding {
    /// Where the next marker other than a restart stands.
    ///
    /// - Throws: `.unsupported` where there is none, no data, or restarts out of their order.
    static func end(in bytes: Span<UInt8>, from start: Int, hasRestarts: Bool) throws(ImageError) -> Int {
        var position = start
        var restarts = 0
        while position + 1 < bytes.count {
            guard bytes[position] == 0xFF else {
                position += 1
                continue
            }
            switch bytes[position + 1] {
            case 0: position += 2
            case 0xD0...0xD7:
                guard hasRestarts, Int(bytes[position + 1] & 7) == restarts & 7 else { throw .unsupported("a restart") }
                restarts += 1
                position += 2
            default:
                guard position - start > 2 * restarts else { throw .unsupported("a scan without data") }
                return position
            }
        }
        throw .unsupported("no end")
    }
}
