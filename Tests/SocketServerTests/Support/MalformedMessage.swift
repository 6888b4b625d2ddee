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

    static let all = requestLines + fields + hosts + framings + chunks

    private static let requestLines = [
        MalformedMessage("bare LF after the request line", 400, "GET / HTTP/1.1\n"),
        .init("bare CR after the request line", 400, "GET / HTTP/1.1\rHost: a\r\n\r\n"),
        .init("CR CR LF", 400, "GET / HTTP/1.1\r\r\n"),
        .init("leading LF", 400, "\nGET / HTTP/1.1\r\n"),
        .init("many leading CRLFs", 400, String(repeating: "\r\n", count: 20)),
        .init("leading space", 400, " GET / HTTP/1.1\r\n"),
        .init("two spaces before the target", 400, "GET  / HTTP/1.1\r\n"),
        .init("two spaces after the target", 400, "GET /  HTTP/1.1\r\n"),
        .init("tab in the request line", 400, "GET\t/ HTTP/1.1\r\n"),
        .init("space after the version", 400, "GET / HTTP/1.1 \r\n"),
        .init("no target", 400, "GET HTTP/1.1\r\nHost: a\r\n\r\n"),
        .init("no version", 400, "GET /\r\n"),
        .init("bad method", 400, "G(T / HTTP/1.1\r\n"),
        .init("control character in the target", 400, "GET /\u{1} HTTP/1.1\r\n"),
        .init("NUL in the target", 400, "GET /\0 HTTP/1.1\r\n"),
        .init("DEL in the target", 400, "GET /\u{7F} HTTP/1.1\r\n"),
        .init("non-ASCII target", 400, "GET /ü HTTP/1.1\r\n"),
        .init("fragment", 400, "GET /a#b HTTP/1.1\r\n"),
        .init("relative target", 400, "GET a HTTP/1.1\r\n"),
        .init("asterisk with GET", 400, "GET * HTTP/1.1\r\n"),
        .init("unknown scheme", 400, "GET ftp://a/ HTTP/1.1\r\n"),
        .init("absolute form without authority", 400, "GET http:/// HTTP/1.1\r\n"),
        .init("absolute form with user information", 400, "GET http://a@b/ HTTP/1.1\r\n"),
        .init("CONNECT with a path", 400, "CONNECT / HTTP/1.1\r\n"),
        .init("CONNECT", 501, "CONNECT a:1 HTTP/1.1\r\n"),
        .init("lower-case protocol", 400, "GET / http/1.1\r\n"),
        .init("other protocol", 400, "GET / HTTQ/1.1\r\n"),
        .init("version without minor", 400, "GET / HTTP/1\r\n"),
        .init("version with leading zeros", 400, "GET / HTTP/01.01\r\n"),
        .init("version with two digits", 400, "GET / HTTP/1.10\r\n"),
        .init("version with a letter", 400, "GET / HTTP/1.a\r\n"),
        .init("HTTP/2.0", 505, "GET / HTTP/2.0\r\n"),
        .init("HTTP/0.9", 505, "GET / HTTP/0.9\r\n"),
        .init("HTTP/2 preface", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        .init("TLS hello", 400, "\u{16}\u{3}\u{1}"),
        .init("long request line", 414, "GET /" + String(repeating: "a", count: 9000)),
        .init("long method", 414, String(repeating: "A", count: 9000)),
    ]

    private static let fields = [
        MalformedMessage("bare LF after a field", 400, head("A: b\n")),
        .init("bare LF at the end", 400, head("A: b\r\n\n")),
        .init("bare CR in a value", 400, head("A: b\rc")),
        .init("obs-fold", 400, head("A: b\r\n ")),
        .init("obs-fold with a tab", 400, head("A: b\r\n\t")),
        .init("space before the first field", 400, "GET / HTTP/1.1\r\n Host: a"),
        .init("space before the colon", 400, head("A : b")),
        .init("tab before the colon", 400, head("A\t: b")),
        .init("empty name", 400, head(": b")),
        .init("no colon", 400, head("Abc\r\n")),
        .init("bad character in a name", 400, head("A[b: c")),
        .init("non-ASCII name", 400, head("Ä: b")),
        .init("NUL in a value", 400, head("A: \0")),
        .init("control character in a value", 400, head("A: \u{8}")),
        .init("DEL in a value", 400, head("A: \u{7F}")),
        .init("long field", 431, head("A: " + String(repeating: "b", count: 33000))),
        .init("long name", 431, head(String(repeating: "b", count: 33000))),
        .init("many fields", 431, head(String(repeating: "A: b\r\n", count: 101))),
        .init("unknown expectation", 417, head("Expect: tea\r\n\r\n")),
    ]

    private static let hosts = [
        MalformedMessage("no Host", 400, "GET / HTTP/1.1\r\n\r\n"),
        .init("no Host beside an absolute form", 400, "GET http://a/ HTTP/1.1\r\n\r\n"),
        .init("two Hosts", 400, head("Host: b\r\n")),
        .init("the same Host twice", 400, head("host: a\r\n")),
        .init("empty Host", 400, "GET / HTTP/1.1\r\nHost:\r\n"),
        .init("Host with user information", 400, "GET / HTTP/1.1\r\nHost: a@b\r\n"),
        .init("Host with a path", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n"),
        .init("Host with a bad port", 400, "GET / HTTP/1.1\r\nHost: a:b\r\n"),
        .init("Host with a large port", 400, "GET / HTTP/1.1\r\nHost: a:65536\r\n"),
        .init("Host with a space", 400, "GET / HTTP/1.1\r\nHost: a b\r\n"),
        .init("Host with an open bracket", 400, "GET / HTTP/1.1\r\nHost: [::1\r\n"),
        .init("list of Hosts", 400, "GET / HTTP/1.1\r\nHost: a, b\r\n"),
        .init("two Hosts in HTTP/1.0", 400, "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n"),
    ]

    private static let framings = [
        MalformedMessage("length and coding", 400, head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")),
        .init("coding and length", 400, head("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n")),
        .init("unknown coding and length", 400, head("Transfer-Encoding: gzip\r\nContent-Length: 5\r\n\r\n")),
        .init("repeated length", 400, head("Content-Length: 5\r\nContent-Length: 5\r\n")),
        .init("differing lengths", 400, head("Content-Length: 5\r\nContent-Length: 6\r\n")),
        .init("list of lengths", 400, head("Content-Length: 5, 5\r\n")),
        .init("length with a sign", 400, head("Content-Length: +5\r\n")),
        .init("negative length", 400, head("Content-Length: -5\r\n")),
        .init("hexadecimal length", 400, head("Content-Length: 0x5\r\n")),
        .init("length with a space", 400, head("Content-Length: 1 0\r\n")),
        .init("empty length", 400, head("Content-Length:\r\n")),
        .init("overflowing length", 400, head("Content-Length: 9223372036854775808\r\n")),
        .init("long length", 400, head("Content-Length: " + String(repeating: "9", count: 200) + "\r\n")),
        .init("length over the server's limit", 413, head("Content-Length: 9223372036854775807\r\n\r\n")),
        .init("unknown coding", 501, head("Transfer-Encoding: gzip\r\n\r\n")),
        .init("identity", 501, head("Transfer-Encoding: identity\r\n\r\n")),
        .init("unknown coding before chunked", 501, head("Transfer-Encoding: gzip, chunked\r\n\r\n")),
        .init("chunked before another coding", 400, head("Transfer-Encoding: chunked, gzip\r\n")),
        .init("chunked twice", 400, head("Transfer-Encoding: chunked, chunked\r\n")),
        .init("chunked in two fields", 400, head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")),
        .init("empty coding", 400, head("Transfer-Encoding:\r\n")),
        .init("coding that is no token", 400, head("Transfer-Encoding: \"chunked\"\r\n")),
        .init("empty element of codings", 400, head("Transfer-Encoding: , chunked\r\n")),
        .init("almost chunked", 501, head("Transfer-Encoding: xchunked\r\n\r\n")),
        .init("vertical tab before chunked", 400, head("Transfer-Encoding: \u{B}chunked\r\n")),
        .init("coding in HTTP/1.0", 400, "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"),
    ]

    private static let chunks = [
        MalformedMessage("chunk size that is no number", 400, chunked("g")),
        .init("empty chunk size", 400, chunked("\r\n")),
        .init("chunk size with a sign", 400, chunked("-1")),
        .init("chunk size with a prefix", 400, chunked("0x5")),
        .init("chunk size with an underscore", 400, chunked("1_0")),
        .init("overflowing chunk size", 400, chunked("ffffffffffffffff\r\n")),
        .init("endless chunk size", 400, chunked("00000000000000000")),
        .init("chunk over the server's limit", 413, chunked("7fffffffffffffff\r\n")),
        .init("space after the chunk size", 400, chunked("5 \r\n")),
        .init("space before the chunk size", 400, chunked(" 5")),
        .init("bare LF after the chunk size", 400, chunked("5\n")),
        .init("bare CR after the chunk size", 400, chunked("5\rh")),
        .init("bare semicolon", 400, chunked("5;\r\n")),
        .init("control character in an extension", 400, chunked("5;a=\"\u{1}")),
        .init("bare LF in an extension", 400, chunked("5;a\n")),
        .init("extension without a name", 400, chunked("5;=a")),
        .init("open quote in an extension", 400, chunked("5;a=\"b\r\n")),
        .init("long extension", 400, chunked("5;" + String(repeating: "a", count: 2000))),
        .init("chunk longer than its size", 400, chunked("5\r\nhello!")),
        .init("chunk without its CRLF", 400, chunked("5\r\nhello0\r\n\r\n")),
        .init("bare LF after a chunk", 400, chunked("5\r\nhello\n")),
        .init("folded trailer", 400, chunked("0\r\nA: b\r\n c")),
        .init("trailer without a colon", 400, chunked("0\r\nabc\r\n")),
        .init("bare LF in the trailers", 400, chunked("0\r\nA: b\n")),
        .init("NUL in the trailers", 400, chunked("0\r\nA: \0")),
        .init("long trailers", 431, chunked("0\r\nA: " + String(repeating: "b", count: 33000))),
        .init("many trailers", 431, chunked("0\r\n" + String(repeating: "A: b\r\n", count: 101))),
    ]

    private static func head(_ rest: String) -> String { "POST / HTTP/1.1\r\nHost: a\r\n" + rest }

    private static func chunked(_ rest: String) -> String { head("Transfer-Encoding: chunked\r\n\r\n" + rest) }
}
