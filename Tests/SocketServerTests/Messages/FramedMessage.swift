import Testing

/// Bytes whose framing is beyond doubt, however odd they look, and the requests that are read of them.
struct FramedMessage: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    /// Method, path and body of each request.
    let requests: [String]
    /// Whether nothing more is read of the connection (RFC 9112 §9.6).
    let isLast: Bool

    init(_ name: String, _ requests: [String], isLast: Bool = false, _ text: String) {
        self.name = name
        self.requests = requests
        self.isLast = isLast
        self.text = text
    }

    var testDescription: String { name }

    static let all = heads + lengths + chunks

    /// A request that would be seen if a body were read as one.
    private static let hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"

    private static let heads = [
        FramedMessage("four leading CRLFs", ["GET / "], "\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .init("unknown method", ["get / "], "get / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .init(
            "every character of a token", ["!#$%&'*+-.^_`|~0aZ / "], "!#$%&'*+-.^_`|~0aZ / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .init("later minor version", ["GET / "], "GET / HTTP/1.9\r\nHost: a\r\n\r\n"),
        .init("absolute form", ["GET /x "], "GET http://b:80/x HTTP/1.1\r\nHost: a\r\n\r\n"),
        .init("absolute form without a path", ["OPTIONS * "], "OPTIONS https://[::1] HTTP/1.1\r\nHost: a\r\n\r\n"),
        .init("asterisk form", ["OPTIONS * "], "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
        .init(
            "encoded line break in the target", ["GET /%0d%0aHost:%20b "],
            "GET /%0d%0aHost:%20b HTTP/1.1\r\nHost: a\r\n\r\n"),
        .init("path of dots and slashes", ["GET //../%2e%2e;/\\ "], "GET //../%2e%2e;/\\ HTTP/1.1\r\nHost: a\r\n\r\n"),
        .init("Host with an empty port", ["GET / "], "GET / HTTP/1.1\r\nHost: a:\r\n\r\n"),
        .init("obs-text in a value", ["GET / "], "GET / HTTP/1.1\r\nHost: a\r\nA: é\u{2028}\r\n\r\n"),
        .init("blanks around a value", ["GET / "], "GET / HTTP/1.1\r\nHost: \t a \t \r\n\r\n"),
        .init("request in a value", ["GET / "], "GET / HTTP/1.1\r\nHost: a\r\nA: GET /hidden HTTP/1.1\r\n\r\n"),
        .init(
            "upgrade to HTTP/2", ["GET / "],
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n"
        ),
        .init(
            "upgrade to WebSocket", ["GET / "],
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
        .init(
            "names that look like framing", ["POST / "],
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer_Encoding: chunked\r\nContent_Length: 9\r\nX-Content-Length: 9\r\n\r\n"
        ),
        .init(
            "framing that Connection names", ["POST / hello"],
            "POST / HTTP/1.1\r\nHost: a\r\nConnection: content-length, keep-alive\r\nContent-Length: 5\r\n\r\nhello"),
        .init(
            "close among others", ["GET / "], isLast: true,
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, CLOSE\r\nConnection: keep-alive\r\n\r\n"),
        .init("HTTP/1.0", ["GET / "], isLast: true, "GET / HTTP/1.0\r\n\r\n"),
        .init(
            "expectation in HTTP/1.0", ["POST / hello"],
            "POST / HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello"),
    ]

    private static let lengths = [
        FramedMessage("no length", ["POST / "], head("\r\n")),
        .init("length of nothing", ["POST / "], head("Content-Length: 0\r\n\r\n")),
        .init(
            "length with leading zeros", ["POST / hello"],
            head("Content-Length: 000000000000000000000000005\r\n\r\nhello")),
        .init("length between blanks", ["POST / hello"], head("Content-Length:\t 5 \t\r\n\r\nhello")),
        .init("request as a body", ["POST / \(hidden)"], head("Content-Length: \(hidden.utf8.count)\r\n\r\n\(hidden)")),
        .init(
            "request as the body of GET", ["GET / \(hidden)"],
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n\(hidden)"),
        .init(
            "request as the body of HEAD", ["HEAD / \(hidden)"],
            "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n\(hidden)"),
        .init("chunks as a body", ["POST / 0\r\n\r\n"], head("Content-Length: 5\r\n\r\n0\r\n\r\n")),
        .init(
            "two in one", ["POST / ab", "PUT /x c"],
            head("Content-Length: 2\r\n\r\nabPUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nc")),
        .init("CRLF behind a body", ["POST / ab"], head("Content-Length: 2\r\n\r\nab\r\n")),
    ]

    private static let chunks = [
        FramedMessage("no chunk", ["POST / "], chunked("0\r\n\r\n")),
        .init("last chunk of many zeros", ["POST / "], chunked("0000000000000000\r\n\r\n")),
        .init(
            "sizes in either case, with zeros", ["POST / 0123456789hello"],
            chunked("00a\r\n0123456789\r\n5\r\nhello\r\n0\r\n\r\n")),
        .init(
            "coding in odd case", ["POST / ab"],
            "POST / HTTP/1.1\r\nHost: a\r\ntransfer-ENCODING:\tcHuNkEd \r\n\r\n2\r\nab\r\n0\r\n\r\n"),
        .init(
            "request as a chunk", ["POST / \(hidden)"],
            chunked("\(String(hidden.utf8.count, radix: 16))\r\n\(hidden)\r\n0\r\n\r\n")),
        .init("last chunk within a chunk", ["POST / 0\r\n\r\n"], chunked("5\r\n0\r\n\r\n\r\n0\r\n\r\n")),
        .init("extensions", ["POST / ab"], chunked("2 ;\ta = \"b;\\\"\\\\\" ; c;d=e\r\nab\r\n0;f\r\n\r\n")),
        .init("request in an extension", ["POST / ab"], chunked("2;a=\"GET /hidden HTTP/1.1\"\r\nab\r\n0\r\n\r\n")),
        .init(
            "trailers that would frame", ["POST / ab"],
            chunked(
                "2\r\nab\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: gzip\r\nHost: b\r\nConnection: close\r\n\r\n")),
        .init(
            "body of GET", ["GET / ab"],
            "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"),
    ]

    private static func head(_ rest: String) -> String { MalformedMessage.head(rest) }

    private static func chunked(_ rest: String) -> String { MalformedMessage.chunked(rest) }
}
