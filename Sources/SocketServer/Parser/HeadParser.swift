/// Parses a request's head (RFC 9112 §2 to §6), strictly and as it arrives.
///
/// The caller keeps the bytes of the head and hands all of them over each time; only those that came since are looked
/// at. What is wrong is refused at the first byte that shows it.
struct HeadParser {
    private var line = RequestLineScanner()
    private var fieldLines: FieldLineScanner?
    private var target: RequestTarget?
    private var semantics = FieldSemantics()
    private var ranges: [FieldRange] = []

    /// Reads on; the head when it is complete, with `RequestHead.count` telling how many bytes it took.
    mutating func next(_ bytes: Span<UInt8>, limits: borrowing ParserLimits) throws(MessageError) -> RequestHead? {
        if fieldLines == nil {
            guard try line.next(bytes, limits: limits) else { return nil }
            target = try RequestTarget(line.target, method: bytes.extracting(line.method), in: bytes)
            fieldLines = FieldLineScanner(position: line.position)
        }
        guard var scanner = fieldLines else { return nil }
        // No byte past the limit is looked at, so that the answer does not depend on how the bytes arrived.
        let window = bytes.extracting(first: limits.head)
        while true {
            switch try scanner.next(window) {
            case .needMore:
                guard bytes.count <= limits.head else { throw .headTooLarge }
                fieldLines = scanner
                return nil
            case .field(let range):
                guard ranges.count < limits.fields else { throw .headTooLarge }
                if ranges.isEmpty { ranges.reserveCapacity(12) }
                ranges.append(range)
                try semantics.add(range, in: bytes)
                if line.minorVersion == 0, semantics.transferEncodingCount > 0 { throw .malformed }
            case .end:
                return try head(bytes, count: scanner.position, limits: limits)
            }
        }
    }

    private func head(
        _ bytes: Span<UInt8>, count: Int, limits: borrowing ParserLimits
    ) throws(MessageError) -> RequestHead {
        guard semantics.hostCount == 1 || line.minorVersion == 0, let target else { throw .malformed }
        let framing = try semantics.framing(minorVersion: line.minorVersion, limits: limits)
        // RFC 9110 §10.1.1: the expectation of an HTTP/1.0 client is ignored.
        guard !semantics.hasUnknownExpectation || line.minorVersion == 0 else { throw .expectationFailed }
        guard let head = RequestHead(bytes, count, line, target, framing, semantics, ranges) else { throw .malformed }
        return head
    }
}
