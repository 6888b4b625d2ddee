/// Reads a PNG chunk by chunk (ISO/IEC 15948) and keeps pixels, palette, transparency and colour space.
///
/// Everything else that an image can be shown without is left out: texts, EXIF, times, profiles, and the frames of an
/// animated PNG, whose default image remains.
struct PNGCleaner {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// Colour chunks and their lengths; all stand before PLTE.
    private static let colorChunks = ["cHRM": 32, "gAMA": 4, "sRGB": 1, "cICP": 4]

    private let maximumSide: Int
    private var reader: ByteReader
    private var head: [UInt8]
    private var colors: Set<String> = []
    private var paletteCount: Int?
    private var hasTransparency = false
    private var orientation: Orientation?
    private var data: [UInt8] = []
    private var dataCount = 0
    private var zlibHeader: [UInt8] = []
    private var isDataOver = false

    init(_ bytes: [UInt8], maximumSide: Int) {
        self.maximumSide = maximumSide
        reader = ByteReader(bytes, at: Self.signature.count)
        head = Self.signature
        data.reserveCapacity(bytes.count)
    }

    mutating func clean() throws(ImageError) -> CleanImage {
        let first = try PNGChunk(&reader)
        let header = try PNGHeader(first, maximumSide: maximumSide)
        head += first.whole
        while true {
            let chunk = try PNGChunk(&reader)
            if chunk.type == "IEND" {
                guard chunk.data.isEmpty else { throw .unsupported("a filled IEND") }
                try checkData(header)
                if let orientation { head += PNGChunk.encoded("eXIf", orientation.exif) }
                return CleanImage(
                    type: .png, width: header.size.width, height: header.size.height, bytes: head + data + chunk.whole)
            }
            try take(chunk, header)
        }
    }

    private mutating func take(_ chunk: PNGChunk, _ header: PNGHeader) throws(ImageError) {
        if chunk.type != "IDAT", dataCount > 0 { isDataOver = true }
        switch chunk.type {
        case "IDAT":
            guard !isDataOver else { throw .unsupported("IDAT in two places") }
            zlibHeader += chunk.data.prefix(2 - zlibHeader.count)
            dataCount += chunk.data.count
            if !chunk.data.isEmpty { data += chunk.whole }
        case "PLTE": try takePalette(chunk, header)
        case "tRNS": try takeTransparency(chunk, header)
        case "eXIf": orientation = orientation ?? Orientation(exif: chunk.data)
        case let type where Self.colorChunks[type] == chunk.data.count:
            guard paletteCount == nil, dataCount == 0, colors.insert(type).inserted else { return }
            head += chunk.whole
        default:
            guard !chunk.isCritical else { throw .unsupported("a critical chunk") }
        }
    }

    private mutating func takePalette(_ chunk: PNGChunk, _ header: PNGHeader) throws(ImageError) {
        let (count, rest) = chunk.data.count.quotientAndRemainder(dividingBy: 3)
        let most = header.color == .indexed ? 1 << header.depth : 256
        guard rest == 0, 1...most ~= count, paletteCount == nil, !hasTransparency, dataCount == 0,
            header.color != .gray, header.color != .grayAlpha
        else { throw .unsupported("a palette") }
        paletteCount = count
        head += chunk.whole
    }

    private mutating func takeTransparency(_ chunk: PNGChunk, _ header: PNGHeader) throws(ImageError) {
        let fits =
            switch header.color {
            case .gray: chunk.data.count == 2
            case .rgb: chunk.data.count == 6
            case .indexed: 1...(max(paletteCount ?? 0, 1)) ~= chunk.data.count && paletteCount != nil
            case .grayAlpha, .rgba: false
            }
        guard fits, !hasTransparency, dataCount == 0 else { throw .unsupported("a tRNS") }
        hasTransparency = true
        head += chunk.whole
    }

    /// Checks that there are pixels, as far as this shows without inflating them.
    private func checkData(_ header: PNGHeader) throws(ImageError) {
        guard dataCount >= header.leastData else { throw .unsupported("too little IDAT") }
        guard header.color != .indexed || paletteCount != nil else { throw .unsupported("no palette") }
        // RFC 1950 §2.2: deflate with a window up to 32 KiB, without a preset dictionary.
        let (method, flags) = (Int(zlibHeader[0]), Int(zlibHeader[1]))
        guard method & 0x0F == 8, method >> 4 <= 7, (method << 8 | flags) % 31 == 0, flags & 0x20 == 0
        else { throw .unsupported("no zlib stream") }
    }
}
