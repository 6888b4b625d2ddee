/// What the chunk IHDR says (ISO/IEC 15948 §11.2.2).
struct PNGHeader {
    enum Color: Int {
        case gray = 0, rgb = 2, indexed = 3, grayAlpha = 4, rgba = 6

        var depths: [Int] {
            switch self {
            case .gray: [1, 2, 4, 8, 16]
            case .indexed: [1, 2, 4, 8]
            case .rgb, .grayAlpha, .rgba: [8, 16]
            }
        }

        var channels: Int {
            switch self {
            case .gray, .indexed: 1
            case .grayAlpha: 2
            case .rgb: 3
            case .rgba: 4
            }
        }
    }

    let size: Dimensions
    let depth: Int
    let color: Color

    init(_ chunk: PNGChunk, maximumSide: Int) throws(ImageError) {
        guard chunk.type == "IHDR", chunk.data.count == 13 else { throw .unsupported("no IHDR") }
        var reader = ByteReader(chunk.data)
        let (width, height) = (try reader.bigEndian(4), try reader.bigEndian(4))
        guard width <= Int32.max, height <= Int32.max else { throw .unsupported("a side's length") }
        depth = try reader.bigEndian(1)
        guard let color = Color(rawValue: try reader.bigEndian(1)), color.depths.contains(depth)
        else { throw .unsupported("depth and colour type") }
        self.color = color
        let (compression, filter, interlace) = (try reader.byte(), try reader.byte(), try reader.byte())
        guard compression == 0, filter == 0, interlace <= 1 else { throw .unsupported("coding methods") }
        size = try Dimensions(width: width, height: height, maximumSide: maximumSide)
    }

    /// The fewest bytes of IDAT that can hold the pixels: a byte of deflate stands for 1,032 at most (RFC 1951 §3.2.5).
    var leastData: Int {
        8 + size.width * size.height * depth * color.channels / 8 / 1040
    }
}
