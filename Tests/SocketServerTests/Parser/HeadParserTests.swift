import HTTPTypes
import Testing

@testable import SocketServer

@Suite("HeadParser")
struct HeadParserTests {
    /// A message and the account of it, however it arrives.
    private static let messages: [(text: String, events: [ParserTranscript.Event])] = [
        (
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            [.head("GET - / - 1.1 none true false Host=a"), .end]
        ),
        (
            "\r\n\r\nGET /a%20b?c=d&?e HTTP/1.1\r\nhOST:a.b:80\r\nAccept: \t x,\ty \t \r\nEmpty:\r\n\r\n",
            [.head("GET - /a%20b c=d&?e 1.1 none true false hOST=a.b:80|Accept=x,\ty|Empty="), .end]
        ),
        (
            "GET HTTP://[::1]:8080?q HTTP/1.9\r\nHost: b\r\nConnection: x, Close\r\n\r\n",
            [.head("GET [::1]:8080 / q 1.9 none false false Host=b|Connection=x, Close"), .end]
        ),
        (
            "OPTIONS https://a HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
            [
                .head("OPTIONS a * - 1.1 none true false Host=a"), .end,
                .head("OPTIONS - * - 1.1 none true false Host=a"), .end,
            ]
        ),
        (
            "GET / HTTP/1.0\r\n\r\nBREW / HTTP/1.0\r\nConnection: Keep-Alive\r\nExpect: 100-continue\r\n\r\n",
            [
                .head("GET - / - 1.0 none false false "), .end,
                .head("BREW - / - 1.0 none true false Connection=Keep-Alive|Expect=100-continue"), .end,
            ]
        ),
        (
            "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 005\r\nExpect: 100-Continue\r\n\r\nhelloPUT /",
            [
                .head("POST - /x - 1.1 length(5) true true Host=a|Content-Length=005|Expect=100-Continue"),
                .body(Array("hello".utf8)), .end,
            ]
        ),
        (
            "PATCH / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "5\r\nhello\r\n00A ; a ; b = c;d=\"e\\\";\";f\t\r\n0123456789\r\n0\r\nSum: 1\r\nX:\r\n\r\n",
            [
                .head("PATCH - / - 1.1 chunked true false Host=a|Transfer-Encoding=Chunked"),
                .body(Array("hello0123456789".utf8)), .end,
            ]
        ),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\nGET /",
            [.head("POST - / - 1.1 none true false Host=a|Content-Length=0"), .end]
        ),
    ]

    @Test("A message reads the same however it is split", arguments: messages.indices)
    func splits(index: Int) {
        let (text, events) = Self.messages[index]
        let bytes = Array(text.utf8)
        #expect(ParserTranscript([bytes[...]]).events == events)
        #expect(ParserTranscript(bytes.indices.map { bytes[$0...$0] }).events == events)
        for split in bytes.indices {
            #expect(ParserTranscript([bytes[..<split], bytes[split...]]).events == events, "split at \(split)")
        }
    }

    @Test("A malformed message is refused the same way however it is split", arguments: MalformedMessage.all)
    func malformed(message: MalformedMessage) {
        let bytes = Array(message.text.utf8)
        let whole = ParserTranscript([bytes[...]])
        #expect(whole.failure?.status.code == message.status)
        #expect(ParserTranscript(bytes.indices.map { bytes[$0...$0] }) == whole)
        // Long ones repeat themselves: every position near the ends, and some between.
        for split in bytes.indices where split < 100 || split > bytes.count - 100 || split % 997 == 0 {
            #expect(ParserTranscript([bytes[..<split], bytes[split...]]) == whole, "split at \(split)")
        }
    }

    @Test("Limits admit what reaches them exactly")
    func limits() {
        let head = "GET /aaaa HTTP/1.1\r\nHost: a\r\nB: c\r\n\r\n"
        func status(_ limits: ParserLimits) -> Int? {
            ParserTranscript([Array(head.utf8)[...]], limits: limits).failure?.status.code
        }
        #expect(status(ParserLimits(requestLine: 18, head: head.utf8.count, fields: 2)) == nil)
        #expect(status(ParserLimits(requestLine: 17)) == 414)
        #expect(status(ParserLimits(head: head.utf8.count - 1)) == 431)
        #expect(status(ParserLimits(fields: 1)) == 431)
    }

    @Test("A chunked body may reach the limit for bodies, not pass it")
    func bodyLimit() {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        let limits = ParserLimits(body: 6)
        let exact = Array((head + "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n").utf8)
        let over = Array((head + "3\r\nabc\r\n4\r\n").utf8)
        #expect(ParserTranscript([exact[...]], limits: limits).events.last == .end)
        #expect(ParserTranscript([over[...]], limits: limits).failure == .contentTooLarge)
    }
}
