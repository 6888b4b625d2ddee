/// What the fields that frame a message and steer its connection say, checked as they arrive.
struct FieldSemantics {
    private(set) var hostCount = 0
    private(set) var contentLength: Int?
    private(set) var transferEncodingCount = 0
    private(set) var hasUnknownCoding = false
    private(set) var asksClose = false
    private(set) var asksKeepAlive = false
    private(set) var expectsContinue = false
    private(set) var hasUnknownExpectation = false

    /// Takes note of one field.
    ///
    /// - Throws: `.malformed` for a second or invalid `Host`, a second or invalid `Content-Length`, both of
    ///   `Content-Length` and `Transfer-Encoding` (RFC 9112 §6.1), and codings of which `chunked` is not the last.
    mutating func add(_ field: FieldRange, in bytes: Span<UInt8>) throws(MessageError) {
        let name = bytes.extracting(field.name)
        switch name.count {
        case 4 where name.isEqual(to: "host"):
            hostCount += 1
            guard hostCount == 1, AuthorityGrammar.isValid(bytes.extracting(field.value)) else { throw .malformed }
        case 6 where name.isEqual(to: "expect"):
            if bytes.extracting(field.value).isEqual(to: "100-continue") {
                expectsContinue = true
            } else {
                hasUnknownExpectation = true
            }
        case 10 where name.isEqual(to: "connection"):
            readConnection(bytes.extracting(field.value))
        case 14 where name.isEqual(to: "content-length"):
            guard contentLength == nil, transferEncodingCount == 0 else { throw .malformed }
            contentLength = try Self.length(bytes.extracting(field.value))
        case 17 where name.isEqual(to: "transfer-encoding"):
            guard contentLength == nil else { throw .malformed }
            try readTransferEncoding(bytes.extracting(field.value))
        default:
            break
        }
    }

    /// The body's framing, once all fields are read.
    ///
    /// - Throws: `.malformed` for a transfer coding in HTTP/1.0, `.notImplemented` for one that is not `chunked`,
    ///   `.contentTooLarge` for a declared length over the limit.
    func framing(minorVersion: Int, limits: borrowing ParserLimits) throws(MessageError) -> BodyFraming {
        if transferEncodingCount > 0 {
            guard minorVersion > 0 else { throw .malformed }
            guard !hasUnknownCoding else { throw .notImplemented }
            return .chunked
        }
        guard let contentLength, contentLength > 0 else { return .none }
        guard contentLength <= limits.body else { throw .contentTooLarge }
        return .length(contentLength)
    }

    private static func length(_ value: Span<UInt8>) throws(MessageError) -> Int {
        guard !value.isEmpty else { throw .malformed }
        var length = 0
        for index in value.indices {
            guard ByteClass.isDigit(value[index]) else { throw .malformed }
            let (product, overflowed) = length.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(Int(value[index] &- 0x30))
            guard !overflowed, !carried else { throw .malformed }
            length = sum
        }
        return length
    }

    private mutating func readConnection(_ value: Span<UInt8>) {
        var elements = ListElements()
        while let range = elements.next(value) {
            let element = value.extracting(range)
            if element.isEqual(to: "close") {
                asksClose = true
            } else if element.isEqual(to: "keep-alive") {
                asksKeepAlive = true
            }
        }
    }

    /// RFC 9112 §6.1 and §6.3: `chunked` once, and last.
    private mutating func readTransferEncoding(_ value: Span<UInt8>) throws(MessageError) {
        transferEncodingCount += 1
        // Whatever comes in a second field comes after `chunked`, or makes the codings unknown.
        guard transferEncodingCount == 1 else { throw .malformed }
        var elements = ListElements()
        var endsChunked = false
        var count = 0
        while let range = elements.next(value) {
            let coding = value.extracting(range)
            // Nothing may follow `chunked`; an empty element is not worth guessing at.
            guard !endsChunked, !coding.isEmpty, ByteClass.isToken(coding[0]) else { throw .malformed }
            endsChunked = coding.isEqual(to: "chunked")
            if !endsChunked { hasUnknownCoding = true }
            count += 1
        }
        guard count > 0 else { throw .malformed }
    }
}
