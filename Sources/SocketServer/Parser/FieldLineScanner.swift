/// Reads `name: value` lines byte by byte up to the empty line that ends them (RFC 9112 §5), for heads and for trailers.
///
/// It remembers how far it came, so that a section may arrive in any pieces. Positions are counted from the start of
/// the bytes that the caller keeps.
struct FieldLineScanner {
    /// What `next` stopped at.
    enum Step {
        case needMore
        case field(FieldRange)
        /// The empty line was read.
        case end
    }

    private enum State {
        case lineStart, name, beforeValue, value, valueLineFeed, endLineFeed
    }

    /// The next byte to look at.
    private(set) var position: Int
    private var state = State.lineStart
    private var nameStart = 0
    private var nameEnd = 0
    private var valueStart = 0
    private var valueEnd = 0

    init(position: Int) {
        self.position = position
    }

    /// Counts positions from zero again, for a caller that drops what was read and takes no ranges.
    mutating func rewind() {
        position = 0
        (nameStart, nameEnd, valueStart, valueEnd) = (0, 0, 0, 0)
    }

    /// Reads on until a field or the section is complete, or `bytes` are used up.
    ///
    /// - Throws: `.malformed` for bare CR or LF, folded lines, space before the colon, invalid names and control characters.
    mutating func next(_ bytes: Span<UInt8>) throws(MessageError) -> Step {
        let end = bytes.count
        while position < end {
            let byte = bytes[position]
            switch state {
            case .lineStart:
                if byte == ByteClass.carriageReturn {
                    state = .endLineFeed
                } else {
                    // Also refuses obs-fold, a bare LF and an empty name.
                    guard ByteClass.isToken(byte) else { throw .malformed }
                    nameStart = position
                    state = .name
                }
                position += 1
            case .name:
                while position < end, ByteClass.isToken(bytes[position]) { position += 1 }
                guard position < end else { return .needMore }
                guard bytes[position] == ByteClass.colon else { throw .malformed }
                nameEnd = position
                position += 1
                state = .beforeValue
            case .beforeValue:
                if byte == ByteClass.space || byte == ByteClass.tab {
                    position += 1
                } else {
                    valueStart = position
                    valueEnd = position
                    state = .value
                }
            case .value:
                skipValue(bytes)
                guard position < end else { return .needMore }
                guard bytes[position] == ByteClass.carriageReturn else { throw .malformed }
                position += 1
                state = .valueLineFeed
            case .valueLineFeed:
                guard byte == ByteClass.lineFeed else { throw .malformed }
                position += 1
                state = .lineStart
                return .field(FieldRange(name: nameStart..<nameEnd, value: valueStart..<valueEnd))
            case .endLineFeed:
                guard byte == ByteClass.lineFeed else { throw .malformed }
                position += 1
                return .end
            }
        }
        return .needMore
    }

    /// Moves over what a value may hold: by thirty-twos, as tokens are long, then by eights where all are visible, byte by byte
    /// around blanks and at the end.
    private mutating func skipValue(_ bytes: Span<UInt8>) {
        var (next, lastVisible) = (position, valueEnd)
        while next <= bytes.count - 32, ByteClass.areVisible(thirtyTwo: bytes.bytes, at: next) {
            next += 32
            lastVisible = next
        }
        while next < bytes.count {
            if next <= bytes.count - 8, ByteClass.areVisible(eight: bytes.bytes, at: next) {
                next += 8
                lastVisible = next
                continue
            }
            let byte = bytes[next]
            guard ByteClass.isFieldValue(byte) else { break }
            next += 1
            if byte != ByteClass.space, byte != ByteClass.tab { lastVisible = next }
        }
        (position, valueEnd) = (next, lastVisible)
    }
}
