import HTTPTypes

/// Renders the heads and chunks of responses (RFC 9112 §4 to §7).
enum ResponseEncoder {
    /// What `Connection` says.
    enum Persistence {
        /// Nothing: it stays open, as usual.
        case implied
        /// An HTTP/1.0 client wants to be told that it stays open.
        case keepAlive
        case close

        var isClose: Bool {
            if case .close = self { true } else { false }
        }
    }

    static let continueHead: [UInt8] = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
    static let lastChunk: [UInt8] = Array("0\r\n\r\n".utf8)

    /// Appends the status line and the fields; field values can't hold CR, LF or NUL, `HTTPField` sees to that.
    static func appendHead(
        of response: Response, framing: ResponseFraming, persistence: Persistence, date: [UInt8],
        to buffer: inout [UInt8]
    ) {
        appendLiteral("HTTP/1.1 ", to: &buffer)
        appendDecimal(response.status.code, to: &buffer)
        buffer.append(ByteClass.space)
        append(response.status.reasonPhrase, to: &buffer)
        appendLiteral("\r\n", to: &buffer)
        var hasDate = false
        for field in response.fields {
            if isFraming(field.name) { continue }
            if isDate(field.name) { hasDate = true }
            append(field, to: &buffer)
        }
        for fixed in response.fixedFields { buffer.append(contentsOf: fixed.lines) }
        if !hasDate { buffer.append(contentsOf: date) }
        switch framing {
        case .none, .close: break
        case .chunked: appendLiteral("Transfer-Encoding: chunked\r\n", to: &buffer)
        case .length(let length):
            appendLiteral("Content-Length: ", to: &buffer)
            appendDecimal(length, to: &buffer)
            appendLiteral("\r\n", to: &buffer)
        }
        switch persistence {
        case .implied: appendLiteral("\r\n", to: &buffer)
        case .keepAlive: appendLiteral("Connection: keep-alive\r\n\r\n", to: &buffer)
        case .close: appendLiteral("Connection: close\r\n\r\n", to: &buffer)
        }
    }

    /// Appends a chunk (RFC 9112 §7.1); `bytes` is not empty, because an empty chunk ends a body.
    static func appendChunk(_ bytes: [UInt8], to buffer: inout [UInt8]) {
        append(String(bytes.count, radix: 16), to: &buffer)
        appendLiteral("\r\n", to: &buffer)
        buffer.append(contentsOf: bytes)
        appendLiteral("\r\n", to: &buffer)
    }

    /// Appends a field's line.
    static func append(_ field: HTTPField, to buffer: inout [UInt8]) {
        append(field.name.rawName, to: &buffer)
        appendLiteral(": ", to: &buffer)
        field.withUnsafeBytesOfValue { buffer.append(contentsOf: $0) }
        appendLiteral("\r\n", to: &buffer)
    }

    /// Under a name of its own: a literal would be a `String` first, and take twice as long.
    @inline(__always)
    private static func appendLiteral(_ text: StaticString, to buffer: inout [UInt8]) {
        text.withUTF8Buffer { buffer.append(contentsOf: $0) }
    }

    private static func append(_ text: String, to buffer: inout [UInt8]) {
        var text = text
        text.withUTF8 { buffer.append(contentsOf: $0) }
    }

    /// Whether the encoder itself writes the field. Lengths are compared first, since every field is asked.
    private static func isFraming(_ name: HTTPField.Name) -> Bool {
        switch name.canonicalName.utf8.count {
        case 10: name.canonicalName == "connection"
        case 14: name.canonicalName == "content-length"
        case 17: name.canonicalName == "transfer-encoding"
        default: false
        }
    }

    private static func isDate(_ name: HTTPField.Name) -> Bool {
        name.canonicalName.utf8.count == 4 && name.canonicalName == "date"
    }

    private static func appendDecimal(_ number: Int, to buffer: inout [UInt8]) {
        guard number >= 10 else {
            buffer.append(0x30 &+ UInt8(truncatingIfNeeded: max(0, number)))
            return
        }
        appendDecimal(number / 10, to: &buffer)
        buffer.append(0x30 &+ UInt8(truncatingIfNeeded: number % 10))
    }
}
