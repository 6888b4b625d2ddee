import HTTPTypes

/// A complete request head.
struct RequestHead {
    /// How many bytes it took.
    let count: Int
    let method: HTTPRequest.Method
    /// The authority of an absolute-form target.
    let authority: String?
    let path: String
    let query: String?
    let fields: RequestFields
    let framing: BodyFraming
    let minorVersion: Int
    /// Whether the client lets the connection stay open (RFC 9112 §9.3).
    let isPersistent: Bool
    /// Whether it waits for `100 Continue` before it sends the body.
    let expectsContinue: Bool

    init?(
        _ bytes: Span<UInt8>, _ count: Int, _ line: RequestLineScanner, _ target: RequestTarget, _ framing: BodyFraming,
        _ semantics: FieldSemantics, _ ranges: [FieldRange]
    ) {
        guard let method = Self.method(bytes.extracting(line.method)) else { return nil }
        self.count = count
        self.method = method
        self.framing = framing
        minorVersion = line.minorVersion
        authority = target.authority.map { Self.string(bytes.extracting($0)) }
        if target.path.isEmpty {
            // RFC 9112 §3.2.1 and §3.2.4: an absolute form without a path.
            path = method == .options && target.query == nil ? "*" : "/"
        } else {
            path = Self.string(bytes.extracting(target.path))
        }
        query = target.query.map { Self.string(bytes.extracting($0)) }
        fields = RequestFields(head: [UInt8](bytes.extracting(0..<count)), ranges: ranges)
        isPersistent = !semantics.asksClose && (line.minorVersion > 0 || semantics.asksKeepAlive)
        expectsContinue = semantics.expectsContinue && line.minorVersion > 0 && framing != .none
    }

    private static func method(_ name: Span<UInt8>) -> HTTPRequest.Method? {
        switch (name.count, name[0]) {
        case (3, 0x47) where name.isExactly("GET"): .get
        case (4, 0x50) where name.isExactly("POST"): .post
        case (3, 0x50) where name.isExactly("PUT"): .put
        case (5, 0x50) where name.isExactly("PATCH"): .patch
        case (6, 0x44) where name.isExactly("DELETE"): .delete
        case (4, 0x48) where name.isExactly("HEAD"): .head
        case (7, 0x4F) where name.isExactly("OPTIONS"): .options
        default: HTTPRequest.Method(string(name))
        }
    }

    private static func string(_ bytes: Span<UInt8>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
