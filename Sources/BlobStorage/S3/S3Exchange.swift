/// What a server sends in one transfer.
final class S3Exchange {
    // A server may send headers without end.
    private static let headerLimit = 128

    private(set) var response = S3Response()
    /// Whether the server sent more than a blob has.
    private(set) var isTooLarge = false

    /// Takes a status line or a header.
    func take(line: UnsafeRawBufferPointer) {
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            // An interim response may have come before.
            response = S3Response()
            response.status = text.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix(3)) } ?? 0
        } else if let colon = text.firstIndex(of: ":"), response.headers.count < Self.headerLimit {
            let value = text[text.index(after: colon)...].split { $0.isWhitespace }.joined(separator: " ")
            response.headers[text[..<colon].lowercased()] = value
        }
    }

    /// Takes a piece of the body; false when it is too large.
    func take(part: UnsafeRawBufferPointer) -> Bool {
        isTooLarge = response.body.count + part.count > Blob.maximumByteCount
        if !isTooLarge { response.body += part }
        return !isTooLarge
    }
}
