/// A server's last reply.
struct SMTPReply {
    // More than is shown of it; a server may send lines without end.
    private static let limit = 2048

    let code: Int
    private(set) var text: String
    private var isUnfinished: Bool

    /// Reads the first line, such as `250-example.com` (RFC 5321 §4.2); nil when it is none.
    init?(line: String) {
        guard let code = Int(line.prefix(3)), (200...599).contains(code) else { return nil }
        self.code = code
        text = String(line.dropFirst(4))
        isUnfinished = line.dropFirst(3).first == "-"
    }

    /// Adds a line that belongs to the same reply; false when the reply is over.
    mutating func append(_ next: SMTPReply) -> Bool {
        guard isUnfinished else { return false }
        if text.utf8.count < Self.limit { text += " " + next.text }
        isUnfinished = next.isUnfinished
        return true
    }
}
