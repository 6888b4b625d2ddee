/// What passes between libcurl and a server in one transfer: the message out, the replies in.
final class SMTPExchange {
    private let message: [UInt8]
    private var offset = 0
    private(set) var reply: SMTPReply?

    init(message: [UInt8]) {
        self.message = message
    }

    /// Whether the server was given any of the message.
    var hasBegunMessage: Bool { offset > 0 }

    /// Fills libcurl's buffer with what comes next of the message.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, message.count - offset)
        buffer.copyBytes(from: message[offset..<offset + count])
        offset += count
        return count
    }

    /// Takes one line of a reply.
    func take(line: UnsafeRawBufferPointer) {
        // The answer to libcurl's QUIT says nothing of the mail.
        guard let next = SMTPReply(line: String(decoding: line, as: UTF8.self)), next.code != 221 else { return }
        if reply?.append(next) != true { reply = next }
    }
}
