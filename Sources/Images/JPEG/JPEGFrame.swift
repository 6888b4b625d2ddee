/// A frame header: sides, and components with their sampling (ITU T.81 §B.2.2).
struct JPEGFrame {
    struct Component {
        let id, horizontal, vertical, table: Int
    }

    let isProgressive: Bool
    let size: Dimensions
    let components: [Component]

    init(marker: UInt8, _ content: ArraySlice<UInt8>, maximumSide: Int) throws(ImageError) {
        isProgressive = marker == 0xC2
        var reader = ByteReader(content)
        guard try reader.byte() == 8 else { throw .unsupported("samples of other than 8 bits") }
        let (height, width) = (try reader.bigEndian(2), try reader.bigEndian(2))
        let count = try reader.bigEndian(1)
        guard [1, 3, 4].contains(count), reader.remaining == 3 * count else { throw .unsupported("components") }
        var components: [Component] = []
        for _ in 0..<count {
            let (id, sampling, table) = (try reader.bigEndian(1), try reader.bigEndian(1), try reader.bigEndian(1))
            guard 1...4 ~= sampling >> 4, 1...4 ~= sampling & 15, table <= 3,
                !components.contains(where: { $0.id == id })
            else { throw .unsupported("a component") }
            components.append(Component(id: id, horizontal: sampling >> 4, vertical: sampling & 15, table: table))
        }
        self.components = components
        size = try Dimensions(width: width, height: height, maximumSide: maximumSide)
    }

    /// How many blocks of 8 by 8 samples a component has.
    func blocks(of component: Component) -> Int {
        let horizontal = components.reduce(1) { max($0, $1.horizontal) }
        let vertical = components.reduce(1) { max($0, $1.vertical) }
        let across = (size.width * component.horizontal + 8 * horizontal - 1) / (8 * horizontal)
        let down = (size.height * component.vertical + 8 * vertical - 1) / (8 * vertical)
        return across * down
    }
}
