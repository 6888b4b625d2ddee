/// Reads `method SP target SP version CRLF` byte by byte (RFC 9112 §3), after a few CRLFs that are skipped.
struct RequestLineScanner {
    private enum State {
        case start, startLineFeed, method, targetStart, target, version, lineFeed
    }

    /// The next byte to look at.
    private(set) var position = 0
    private(set) var method = 0..<0
    private(set) var target = 0..<0
    /// The minor version; the major one is 1.
    private(set) var minorVersion = 1
    private var state = State.start
    private var partStart = 0
    private var lineStart = 0
    private var skippedLines = 0

    private static let versionPrefix: StaticString = "HTTP/"

    /// Reads on; true when the line is complete.
    mutating func next(_ bytes: Span<UInt8>, limits: borrowing ParserLimits) throws(MessageError) -> Bool {
        // No byte past the limit is looked at, so that the answer does not depend on how the bytes arrived.
        var end = min(bytes.count, lineStart + limits.requestLine + 2)
        while position < end {
            let byte = bytes[position]
            switch state {
            case .start:
                if byte == ByteClass.carriageReturn {
                    guard skippedLines < limits.leadingLines else { throw .malformed }
                    skippedLines += 1
                    state = .startLineFeed
                    position += 1
                } else {
                    guard ByteClass.isToken(byte) else { throw .malformed }
                    lineStart = position
                    partStart = position
                    end = min(bytes.count, lineStart + limits.requestLine + 2)
                    state = .method
                }
            case .startLineFeed:
                guard byte == ByteClass.lineFeed else { throw .malformed }
                position += 1
                state = .start
            case .method:
                while position < end, ByteClass.isToken(bytes[position]) { position += 1 }
                guard position < end else { continue }
                guard bytes[position] == ByteClass.space else { throw .malformed }
                method = partStart..<position
                position += 1
                partStart = position
                state = .targetStart
            case .targetStart:
                guard ByteClass.isTarget(byte) else { throw .malformed }
                state = .target
            case .target:
                while position < end, ByteClass.isTarget(bytes[position]) { position += 1 }
                guard position < end else { continue }
                guard bytes[position] == ByteClass.space else { throw .malformed }
                target = partStart..<position
                position += 1
                partStart = position
                state = .version
            case .version:
                try readVersion(byte, at: position - partStart, bytes)
                position += 1
            case .lineFeed:
                guard byte == ByteClass.lineFeed else { throw .malformed }
                position += 1
                return true
            }
        }
        guard bytes.count <= end else { throw .requestLineTooLong }
        return false
    }

    /// Checks one byte of `HTTP/1.1` CR.
    private mutating func readVersion(_ byte: UInt8, at index: Int, _ bytes: Span<UInt8>) throws(MessageError) {
        switch index {
        case 0..<5:
            let isExpected = Self.versionPrefix.withUTF8Buffer { $0[index] == byte }
            guard isExpected else { throw .malformed }
        case 5, 7:
            guard ByteClass.isDigit(byte) else { throw .malformed }
            if index == 7 { minorVersion = Int(byte &- 0x30) }
        case 6:
            guard byte == 0x2E else { throw .malformed }
        default:
            guard byte == ByteClass.carriageReturn else { throw .malformed }
            // Only a well-formed version is one that is not supported.
            guard bytes[partStart + 5] == 0x31 else { throw .versionNotSupported }
            state = .lineFeed
        }
    }
}
