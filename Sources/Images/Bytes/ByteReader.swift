/// Reads numbers and runs of bytes one after the other, and throws where they end.
struct ByteReader {
    let bytes: [UInt8]
    private(set) var position: Int
    let end: Int

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
        end = bytes.count
    }

    init(_ slice: ArraySlice<UInt8>) {
        self.init(Array(slice))
    }

    /// Reads within the first `end` bytes alone.
    init(_ bytes: [UInt8], at position: Int, end: Int) {
        self.bytes = bytes
        self.position = position
        self.end = min(end, bytes.count)
    }

    var remaining: Int { end - position }

    mutating func byte() throws(ImageError) -> UInt8 {
        guard position < end else { throw .unsupported("cut off") }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func take(_ count: Int) throws(ImageError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else { throw .unsupported("cut off") }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// The next `count` bytes as a number, most significant first.
    mutating func bigEndian(_ count: Int) throws(ImageError) -> Int {
        try take(count).reduce(0) { $0 << 8 | Int($1) }
    }

    /// The next `count` bytes as a number, least significant first.
    mutating func littleEndian(_ count: Int) throws(ImageError) -> Int {
        try take(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
