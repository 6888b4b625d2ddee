/// Reads a JPEG marker by marker (ITU T.81 annex B) and keeps tables, frame and scans.
///
/// Of the application segments remain what changes colours, Adobe's and JFIF's without its thumbnail, and the
/// orientation; what follows the end of the image is dropped.
struct JPEGCleaner {
    static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

    private let maximumSide: Int
    private var reader: ByteReader
    private var jfif: ArraySlice<UInt8>?
    private var adobe: ArraySlice<UInt8>?
    private var orientation: Orientation?
    private var tables = JPEGTables()
    private var frame: JPEGFrame?
    private var begun: Set<Int> = []
    private var content: [UInt8] = []

    init(_ bytes: [UInt8], maximumSide: Int) {
        self.maximumSide = maximumSide
        reader = ByteReader(bytes, at: 2)
        content.reserveCapacity(bytes.count)
    }

    mutating func clean() throws(ImageError) -> CleanImage {
        while true {
            let marker = try nextMarker()
            guard marker != 0xD9 else { break }
            try take(marker)
        }
        guard let frame, frame.components.allSatisfy({ begun.contains($0.id) })
        else { throw .unsupported("not every component") }
        var bytes: [UInt8] = [0xFF, 0xD8]
        if let jfif { Self.append(0xE0, Array(jfif) + [0, 0], to: &bytes) }
        if let orientation { Self.append(0xE1, Orientation.prefix + orientation.exif, to: &bytes) }
        if let adobe { Self.append(0xEE, Array(adobe), to: &bytes) }
        return CleanImage(
            type: .jpeg, width: frame.size.width, height: frame.size.height, bytes: bytes + content + [0xFF, 0xD9])
    }

    /// A marker's second byte; any number of fill bytes may stand before it (§B.1.1.2).
    private mutating func nextMarker() throws(ImageError) -> UInt8 {
        guard try reader.byte() == 0xFF else { throw .unsupported("no marker") }
        var marker = try reader.byte()
        while marker == 0xFF { marker = try reader.byte() }
        return marker
    }

    private mutating func take(_ marker: UInt8) throws(ImageError) {
        // The others stand alone, code arithmetically, without loss or by hierarchy, or mean nothing.
        guard [0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xFE].contains(marker) || 0xE0...0xEF ~= marker
        else { throw .unsupported("a marker") }
        let length = try reader.bigEndian(2)
        let segment = try reader.take(length - 2)
        switch marker {
        case 0xFE: return
        case 0xE0...0xEF: return takeApplication(marker, segment)
        case 0xC4: try tables.takeHuffman(segment)
        case 0xDB: try tables.takeQuantization(segment)
        case 0xDD: try tables.takeRestartInterval(segment)
        case 0xDA: return try takeScan(segment)
        default:
            guard frame == nil else { throw .unsupported("two frames") }
            frame = try JPEGFrame(marker: marker, segment, maximumSide: maximumSide)
        }
        Self.append(marker, Array(segment), to: &content)
    }

    /// Decoders decide on colours before the first scan, so later segments count for nothing.
    private mutating func takeApplication(_ marker: UInt8, _ segment: ArraySlice<UInt8>) {
        guard begun.isEmpty else { return }
        switch marker {
        case 0xE0 where jfif == nil && segment.starts(with: "JFIF\0".utf8) && segment.count >= 14:
            jfif = segment.prefix(12)
        case 0xE1 where orientation == nil && segment.starts(with: Orientation.prefix):
            orientation = Orientation(exif: segment)
        case 0xEE where segment.starts(with: "Adobe".utf8) && segment.count >= 12:
            adobe = segment.prefix(12)
        default: break
        }
    }

    private mutating func takeScan(_ segment: ArraySlice<UInt8>) throws(ImageError) {
        guard let frame else { throw .unsupported("a scan before its frame") }
        let scan = try JPEGScan(segment, of: frame)
        guard tables.suffice(scan) else { throw .unsupported("a scan without its tables") }
        let start = reader.position
        let end = try JPEGEntropyCoding.end(
            in: reader.bytes.span, from: start, hasRestarts: tables.restartInterval > 0)
        let data = try reader.take(end - start)
        if scan.beginsBlocks {
            // Each block has a code of a bit at least for DC, and a sequential one another for AC.
            let bits = scan.components.reduce(0) { $0 + frame.blocks(of: $1) } * (scan.needsAC ? 2 : 1)
            guard data.count * 8 >= bits else { throw .unsupported("too little data") }
            begun.formUnion(scan.components.map(\.id))
        }
        Self.append(0xDA, Array(segment), to: &content)
        content += data
    }

    private static func append(_ marker: UInt8, _ segment: [UInt8], to bytes: inout [UInt8]) {
        bytes += [0xFF, marker]
        bytes.append(bigEndian: segment.count + 2, count: 2)
        bytes += segment
    }
}
