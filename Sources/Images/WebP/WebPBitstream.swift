/// The image within a WebP, by the head of its bitstream.
struct WebPBitstream {
    let size: Dimensions
    let hasAlpha: Bool

    /// Reads the frame header of VP8 (RFC 6386 §9.1).
    init(vp8 data: ArraySlice<UInt8>, maximumSide: Int) throws(ImageError) {
        var reader = ByteReader(data)
        let tag = try reader.littleEndian(3)
        guard tag & 1 == 0, tag >> 1 & 7 <= 3, tag >> 4 & 1 == 1 else { throw .unsupported("no shown key frame") }
        guard try reader.bigEndian(3) == 0x9D012A else { throw .unsupported("no VP8 start code") }
        // The two highest bits ask for scaling, which no WebP decoder does.
        let (width, height) = (try reader.littleEndian(2) & 0x3FFF, try reader.littleEndian(2) & 0x3FFF)
        guard 1..<reader.remaining ~= tag >> 5 else { throw .unsupported("the first partition's size") }
        size = try Dimensions(width: width, height: height, maximumSide: maximumSide)
        hasAlpha = false
    }

    /// Reads the image header of VP8L (RFC 9649 §3.4).
    init(vp8l data: ArraySlice<UInt8>, maximumSide: Int) throws(ImageError) {
        var reader = ByteReader(data)
        guard try reader.byte() == 0x2F else { throw .unsupported("no VP8L signature") }
        let bits = try reader.littleEndian(4)
        guard bits >> 29 == 0, reader.remaining > 0 else { throw .unsupported("a VP8L version") }
        size = try Dimensions(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1, maximumSide: maximumSide)
        hasAlpha = bits >> 28 & 1 == 1
    }
}
