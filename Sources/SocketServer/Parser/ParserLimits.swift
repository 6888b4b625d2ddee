/// What a message may measure at most.
struct ParserLimits {
    /// Bytes of the request line, its CRLF not counted.
    var requestLine = 8192
    /// Bytes of the request line and all fields; the trailers of a body have as many of their own.
    var head = 32768
    /// How many fields a head, or a trailer section, may have.
    var fields = 100
    /// Bytes of a body, whatever the handler would accept.
    var body = 64 << 20
    /// Bytes of the extensions of one chunk.
    var chunkExtension = 1024
    /// CRLFs before a request line that are skipped (RFC 9112 §2.2).
    var leadingLines = 4
}
