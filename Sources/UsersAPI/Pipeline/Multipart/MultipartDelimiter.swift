/// The line between two parts: CRLF, two hyphens, the boundary, perhaps blanks, CRLF (RFC 2046 §5.1.1).
struct MultipartDelimiter {
    enum Match: Equatable {
        /// A delimiter at the range; the closing one ends all parts.
        case found(Range<Int>, isClosing: Bool)
        /// None begins before the index; from there on more bytes are needed.
        case none(before: Int)
    }

    private enum Tail {
        case cut, other
        case end(Int, isClosing: Bool)
    }

    /// More blanks than any transport pads a line with; a longer line is data.
    private static let maximumPadding = 64
    private let start: [UInt8]

    init(boundary: [UInt8]) {
        start = [0x0D, 0x0A, 0x2D, 0x2D] + boundary
    }

    /// Finds the first delimiter from an index on; `isLast` says that no more bytes will come.
    func find(in bytes: [UInt8], from index: Int, isLast: Bool) -> Match {
        var index = index
        while let candidate = bytes[index...].firstIndex(of: 0x0D) {
            switch tail(in: bytes, at: candidate, isLast: isLast) {
            case .other: index = candidate + 1
            case .cut: return .none(before: isLast ? bytes.count : candidate)
            case .end(let end, let isClosing): return .found(candidate..<end, isClosing: isClosing)
            }
        }
        return .none(before: bytes.count)
    }

    private func tail(in bytes: [UInt8], at candidate: Int, isLast: Bool) -> Tail {
        let present = min(start.count, bytes.count - candidate)
        guard bytes[candidate..<candidate + present].elementsEqual(start[..<present]) else { return .other }
        var rest = bytes[(candidate + present)...]
        guard present == start.count, !rest.isEmpty else { return .cut }
        let hyphens = rest.prefix(2)
        let isClosing = hyphens.first == 0x2D
        if isClosing {
            guard hyphens.count == 2 else { return .cut }
            guard hyphens.last == 0x2D else { return .other }
            rest = rest.dropFirst(2)
        }
        let padding = rest.prefix(Self.maximumPadding + 1).prefix { $0 == 0x20 || $0 == 0x09 }
        guard padding.count <= Self.maximumPadding else { return .other }
        rest = rest[padding.endIndex...]
        if rest.starts(with: [0x0D, 0x0A]) { return .end(rest.startIndex + 2, isClosing: isClosing) }
        guard rest.isEmpty || rest.elementsEqual([0x0D]) else { return .other }
        return isClosing && isLast ? .end(bytes.count, isClosing: true) : .cut
    }
}
