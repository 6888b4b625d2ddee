/// How an image has to be turned to stand upright: the one thing of EXIF (CIPA DC-008 §4.6.4) that is kept.
struct Orientation: Equatable {
    private static let tag = 0x0112
    private static let typeShort = 3
    /// What precedes the TIFF header in a JPEG, and by some writers' habit in a WebP.
    static let prefix: [UInt8] = Array("Exif\0\0".utf8)

    /// 2 to 8; 1 is upright and not worth a word.
    let value: UInt8

    /// Finds the orientation in EXIF, with or without its prefix; nil where there is none, or nothing to be turned.
    init?(exif: ArraySlice<UInt8>) {
        let tiff = exif.starts(with: Self.prefix) ? exif.dropFirst(Self.prefix.count) : exif
        guard let value = try? Self.find(in: tiff), 2...8 ~= value else { return nil }
        self.value = UInt8(value)
    }

    /// EXIF that holds the orientation alone: a TIFF header and one directory of one entry.
    var exif: [UInt8] {
        var bytes: [UInt8] = Array("MM\0*".utf8)
        bytes.append(bigEndian: 8, count: 4)
        bytes.append(bigEndian: 1, count: 2)
        bytes.append(bigEndian: Self.tag, count: 2)
        bytes.append(bigEndian: Self.typeShort, count: 2)
        bytes.append(bigEndian: 1, count: 4)
        bytes.append(bigEndian: Int(value) << 16, count: 4)
        bytes.append(bigEndian: 0, count: 4)
        return bytes
    }

    private static func find(in tiff: ArraySlice<UInt8>) throws(ImageError) -> Int? {
        let bytes = Array(tiff)
        var reader = ByteReader(bytes)
        let order = try reader.take(2)
        let isLittle = order.elementsEqual("II".utf8)
        guard isLittle || order.elementsEqual("MM".utf8) else { return nil }
        func number(_ count: Int) throws(ImageError) -> Int {
            try isLittle ? reader.littleEndian(count) : reader.bigEndian(count)
        }
        guard try number(2) == 42 else { return nil }
        let directory = try number(4)
        guard 8..<bytes.count ~= directory else { return nil }
        reader = ByteReader(bytes, at: directory)
        for _ in 0..<(try number(2)) {
            let (tag, type, count, value) = (try number(2), try number(2), try number(4), try number(2))
            _ = try number(2)
            if tag == Self.tag { return type == typeShort && count == 1 ? value : nil }
        }
        return nil
    }
}
