/// Takes the chunked transfer coding off (RFC 9112 §7.1), byte by byte; trailers are checked and dropped.
struct ChunkDecoder {
    private enum State {
        case size, sizeWhitespace, chunkExtension, sizeLineFeed, data, dataReturn, dataLineFeed, trailers
    }

    private var state = State.size
    private var size = 0
    private var digits = 0
    private var total = 0
    private var extensionCount = 0
    private var grammar = ChunkExtensionGrammar()
    private var trailerCount = 0
    private var trailerFields = 0
    private var trailers = FieldLineScanner(position: 0)

    /// Reads on from the first byte that is not used up.
    ///
    /// - Throws: `.malformed` for a bad or overflowing size, a bad or over-long extension, a missing CRLF and bad
    ///   trailers; `.contentTooLarge` past the limit for bodies, `.headTooLarge` past the one for trailers.
    mutating func next(
        _ bytes: Span<UInt8>, limits: borrowing ParserLimits
    ) throws(MessageError) -> BodyDecoder.Step {
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch state {
            case .size:
                try readSize(byte, limits: limits)
            case .sizeWhitespace, .chunkExtension:
                try readExtension(byte, limits: limits)
            case .sizeLineFeed:
                guard byte == ByteClass.lineFeed else { throw .malformed }
                state = size == 0 ? .trailers : .data
                digits = 0
                extensionCount = 0
            case .data:
                let count = min(size, bytes.count - position)
                size -= count
                if size == 0 { state = .dataReturn }
                return .data(range: position..<position + count)
            case .dataReturn:
                guard byte == ByteClass.carriageReturn else { throw .malformed }
                state = .dataLineFeed
            case .dataLineFeed:
                guard byte == ByteClass.lineFeed else { throw .malformed }
                state = .size
            case .trailers:
                return try readTrailers(bytes.extracting(position..<bytes.count), after: position, limits: limits)
            }
            position += 1
        }
        return .needMore(consumed: position)
    }

    private mutating func readSize(_ byte: UInt8, limits: borrowing ParserLimits) throws(MessageError) {
        if let value = ByteClass.hexValue(byte) {
            digits += 1
            // Sixteen digits are more than any body; leading zeros do not go on for ever.
            guard digits <= 16, size <= Int.max >> 4 else { throw .malformed }
            size = size << 4 | value
            return
        }
        guard digits > 0 else { throw .malformed }
        switch byte {
        case ByteClass.carriageReturn: try endSizeLine(limits: limits)
        case ByteClass.semicolon:
            grammar = ChunkExtensionGrammar()
            state = .chunkExtension
        // RFC 9112 §7.1.1: "bad" whitespace may stand before an extension, and only there.
        case ByteClass.space, ByteClass.tab: state = .sizeWhitespace
        default: throw .malformed
        }
    }

    private mutating func readExtension(_ byte: UInt8, limits: borrowing ParserLimits) throws(MessageError) {
        extensionCount += 1
        guard extensionCount <= limits.chunkExtension else { throw .malformed }
        if state == .sizeWhitespace {
            if byte == ByteClass.semicolon {
                grammar = ChunkExtensionGrammar()
                state = .chunkExtension
            } else if byte != ByteClass.space, byte != ByteClass.tab {
                throw .malformed
            }
        } else if byte == ByteClass.carriageReturn {
            guard grammar.mayEnd else { throw .malformed }
            try endSizeLine(limits: limits)
        } else {
            try grammar.read(byte)
        }
    }

    private mutating func endSizeLine(limits: borrowing ParserLimits) throws(MessageError) {
        guard size <= limits.body - total else { throw .contentTooLarge }
        total += size
        state = .sizeLineFeed
    }

    /// Trailers are not kept, so each call starts the scanner's positions afresh.
    private mutating func readTrailers(
        _ bytes: Span<UInt8>, after offset: Int, limits: borrowing ParserLimits
    ) throws(MessageError) -> BodyDecoder.Step {
        trailers.rewind()
        let window = bytes.extracting(first: limits.head - trailerCount)
        while true {
            switch try trailers.next(window) {
            case .needMore:
                guard bytes.count <= window.count else { throw .headTooLarge }
                trailerCount += trailers.position
                return .needMore(consumed: offset + trailers.position)
            case .field:
                trailerFields += 1
                guard trailerFields <= limits.fields else { throw .headTooLarge }
            case .end:
                return .end(consumed: offset + trailers.position)
            }
        }
    }
}
