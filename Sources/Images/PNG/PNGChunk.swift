/// A chunk whose checksum is right (ISO/IEC 15948 §5.3).
struct PNGChunk {
    let type: String
    let data: ArraySlice<UInt8>
    /// Length, type, data and checksum, as they stand in the file.
    let whole: ArraySlice<UInt8>

    init(_ reader: inout ByteReader) throws(ImageError) {
        let start = reader.position
        let length = try reader.bigEndian(4)
        guard length <= Int32.max else { throw .unsupported("a chunk's length") }
        let name = try reader.take(4)
        guard name.allSatisfy({ 0x41...0x5A ~= $0 & ~0x20 }) else { throw .unsupported("a chunk's type") }
        type = String(decoding: name, as: UTF8.self)
        data = try reader.take(length)
        let checksum = CRC32.checksum(reader.bytes[start + 4..<reader.position])
        guard try reader.bigEndian(4) == Int(checksum) else { throw .unsupported("a chunk's checksum") }
        whole = reader.bytes[start..<reader.position]
    }

    /// Whether an image can't be shown by who does not know the chunk.
    var isCritical: Bool { whole[whole.startIndex + 4] & 0x20 == 0 }

    static func encoded(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let content = type.utf8 + data
        var bytes: [UInt8] = []
        bytes.append(bigEndian: data.count, count: 4)
        bytes += content
        bytes.append(bigEndian: Int(CRC32.checksum(content[...])), count: 4)
        return bytes
    }
}
