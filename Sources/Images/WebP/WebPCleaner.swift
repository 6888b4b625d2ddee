/// Reads a WebP chunk by chunk (RFC 9649) and keeps the bitstream and its transparency.
///
/// The extended form remains only where transparency or orientation need it. Animations are refused: to keep one frame
/// would be to show what its maker did not mean.
struct WebPCleaner {
    /// What a file begins with, before its size and the form type.
    static let signature: [UInt8] = Array("RIFF".utf8)
    private static let alphaFlag = 0x10
    private static let exifFlag = 0x08
    private static let animationFlag = 0x02

    private let maximumSide: Int
    private let bytes: [UInt8]
    private var canvas: Dimensions?
    private var flags = 0
    private var alpha: ArraySlice<UInt8>?
    private var image: (type: String, data: ArraySlice<UInt8>, bitstream: WebPBitstream)?
    private var orientation: Orientation?

    init(_ bytes: [UInt8], maximumSide: Int) {
        self.bytes = bytes
        self.maximumSide = maximumSide
    }

    mutating func clean() throws(ImageError) -> CleanImage {
        var head = ByteReader(bytes, at: Self.signature.count)
        let size = try head.littleEndian(4)
        guard size <= head.remaining, try head.take(4).elementsEqual("WEBP".utf8)
        else { throw .unsupported("no whole WebP") }
        var reader = ByteReader(bytes, at: head.position, end: size + 8)
        var isFirst = true
        // Without VP8X there is nothing but the image.
        while reader.remaining > 0, canvas != nil || image == nil {
            let type = String(decoding: try reader.take(4), as: UTF8.self)
            let length = try reader.littleEndian(4)
            let data = try reader.take(length)
            if length % 2 == 1 { _ = try reader.byte() }
            try take(type, data, isFirst: isFirst)
            isFirst = false
        }
        guard let image else { throw .unsupported("no image") }
        let dimensions = image.bitstream.size
        guard canvas ?? dimensions == dimensions else { throw .unsupported("canvas and image differ") }
        return CleanImage(
            type: .webp, width: dimensions.width, height: dimensions.height,
            bytes: try encoded(image.type, image.data, image.bitstream))
    }

    private mutating func take(_ type: String, _ data: ArraySlice<UInt8>, isFirst: Bool) throws(ImageError) {
        guard isFirst == ["VP8X", "VP8 ", "VP8L"].contains(type) || (!isFirst && canvas != nil && type != "VP8X")
        else { throw .unsupported("chunks out of order") }
        switch type {
        case "VP8X": try takeExtended(data)
        case "VP8 ": try takeImage(type, data, WebPBitstream(vp8: data, maximumSide: maximumSide))
        case "VP8L": try takeImage(type, data, WebPBitstream(vp8l: data, maximumSide: maximumSide))
        case "ALPH":
            guard alpha == nil, image == nil else { throw .unsupported("a misplaced ALPH") }
            alpha = data
        case "EXIF" where flags & Self.exifFlag != 0: orientation = orientation ?? Orientation(exif: data)
        case "ANIM", "ANMF": throw .unsupported("an animation")
        default: break
        }
    }

    private mutating func takeExtended(_ data: ArraySlice<UInt8>) throws(ImageError) {
        guard data.count == 10 else { throw .unsupported("a VP8X") }
        var reader = ByteReader(data)
        flags = try reader.littleEndian(4)
        guard flags & Self.animationFlag == 0 else { throw .unsupported("an animation") }
        let (width, height) = (try reader.littleEndian(3) + 1, try reader.littleEndian(3) + 1)
        canvas = try Dimensions(width: width, height: height, maximumSide: maximumSide)
    }

    private mutating func takeImage(
        _ type: String, _ data: ArraySlice<UInt8>, _ bitstream: WebPBitstream
    ) throws(ImageError) {
        guard image == nil else { throw .unsupported("two images") }
        image = (type, data, bitstream)
    }

    private func encoded(
        _ type: String, _ data: ArraySlice<UInt8>, _ bitstream: WebPBitstream
    ) throws(ImageError) -> [UInt8] {
        // VP8L has transparency of its own, beside which ALPH means nothing.
        let alpha =
            type == "VP8 " ? try self.alpha.map { alpha throws(ImageError) in try checked(alpha, bitstream) } : nil
        var chunks: [UInt8] = []
        if alpha != nil || orientation != nil {
            let hasAlpha = alpha != nil || bitstream.hasAlpha
            var extended: [UInt8] = []
            extended.append(
                littleEndian: (hasAlpha ? Self.alphaFlag : 0) | (orientation != nil ? Self.exifFlag : 0), count: 4)
            extended.append(littleEndian: bitstream.size.width - 1, count: 3)
            extended.append(littleEndian: bitstream.size.height - 1, count: 3)
            Self.append("VP8X", extended[...], to: &chunks)
        }
        if let alpha { Self.append("ALPH", alpha, to: &chunks) }
        Self.append(type, data, to: &chunks)
        if let orientation { Self.append("EXIF", orientation.exif[...], to: &chunks) }
        var file = Self.signature
        file.append(littleEndian: chunks.count + 4, count: 4)
        return file + "WEBP".utf8 + chunks
    }

    /// ALPH with a legal head, and of uncompressed transparency no more than there are pixels (RFC 9649 §2.7.1.2).
    private func checked(
        _ alpha: ArraySlice<UInt8>, _ bitstream: WebPBitstream
    ) throws(ImageError) -> ArraySlice<UInt8> {
        guard let head = alpha.first, alpha.count > 1, head & 3 <= 1, head >> 4 & 3 <= 1
        else { throw .unsupported("an ALPH") }
        guard head & 3 == 0 else { return alpha }
        let count = 1 + bitstream.size.width * bitstream.size.height
        guard alpha.count >= count else { throw .unsupported("too little ALPH") }
        return alpha.prefix(count)
    }

    private static func append(_ type: String, _ data: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        bytes += type.utf8
        bytes.append(littleEndian: data.count, count: 4)
        bytes += data
        if data.count % 2 == 1 { bytes.append(0) }
    }
}
