import Testing

/// A message that has to be refused, and how; nothing follows its bytes.
struct MalformedMessage: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let status: Int

    init(_ name: String, _ status: Int, _ text: String) {
        self.name = name
        self.status = status
        self.text = text
    }

    var testDescription: String { name }

    static let all = requestLines + targets + fields + hosts + lengths + codings + chunkSizes + chunks

    /// A proper request line and `Host`, and what follows them.
    static func head(_ rest: String) -> String { "POST / HTTP/1.1\r\nHost: a\r\n" + rest }

    /// A proper head of a chunked body, and what follows it.
    static func chunked(_ rest: String) -> String { head("Transfer-Encoding: chunked\r\n\r\n" + rest) }
}
