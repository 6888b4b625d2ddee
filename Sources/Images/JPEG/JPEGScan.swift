/// A scan header: which components follow, and which part of their coefficients (ITU T.81 §B.2.3).
struct JPEGScan {
    let components: [JPEGFrame.Component]
    /// The Huffman tables by component, those of DC and of AC coefficients.
    let tables: [(dc: Int, ac: Int)]
    let first, last, high: Int

    init(_ content: ArraySlice<UInt8>, of frame: JPEGFrame) throws(ImageError) {
        var reader = ByteReader(content)
        let count = try reader.bigEndian(1)
        guard 1...4 ~= count, reader.remaining == 2 * count + 3 else { throw .unsupported("a scan's header") }
        var components: [JPEGFrame.Component] = []
        var tables: [(dc: Int, ac: Int)] = []
        for _ in 0..<count {
            let (id, table) = (try reader.bigEndian(1), try reader.bigEndian(1))
            guard let component = frame.components.first(where: { $0.id == id }),
                !components.contains(where: { $0.id == id }), table >> 4 <= 3, table & 15 <= 3
            else { throw .unsupported("a scan's component") }
            components.append(component)
            tables.append((table >> 4, table & 15))
        }
        (first, last) = (try reader.bigEndian(1), try reader.bigEndian(1))
        let approximation = try reader.bigEndian(1)
        high = approximation >> 4
        self.components = components
        self.tables = tables
        let isWhole = first == 0 && last == 63 && approximation == 0
        let isPart = first == 0 ? last == 0 : first <= last && last <= 63 && count == 1
        guard frame.isProgressive ? isPart && approximation & 15 <= 13 && high <= 14 : isWhole
        else { throw .unsupported("a scan's coefficients") }
        let units = components.reduce(0) { $0 + $1.horizontal * $1.vertical }
        guard count == 1 || units <= 10 else { throw .unsupported("more than ten blocks a unit") }
    }

    /// Whether the scan holds the first bits of every block's DC coefficient.
    var beginsBlocks: Bool { first == 0 && high == 0 }
    var needsDC: Bool { beginsBlocks }
    var needsAC: Bool { last > 0 }
}
