@testable import Images

/// Puts a PNG together chunk by chunk, right checksums included.
struct PNGBuilder {
    private(set) var bytes = PNGCleaner.signature

    /// A zlib stream of one white pixel of 8 bits gray.
    static let pixel: [UInt8] = [0x78, 0x9C, 0x63, 0xF8, 0x0F, 0x00, 0x01, 0x01, 0x01, 0x00]

    func chunk(_ type: String, _ data: [UInt8] = []) -> PNGBuilder {
        var builder = self
        builder.bytes += PNGChunk.encoded(type, data)
        return builder
    }

    func header(width: Int = 1, height: Int = 1, depth: UInt8 = 8, color: UInt8 = 0, interlace: UInt8 = 0) -> PNGBuilder
    {
        var data: [UInt8] = []
        data.append(bigEndian: width, count: 4)
        data.append(bigEndian: height, count: 4)
        return chunk("IHDR", data + [depth, color, 0, 0, interlace])
    }
}
