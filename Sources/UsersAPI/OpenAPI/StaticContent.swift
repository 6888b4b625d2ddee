import Accounts
import Crypto
import HTTPTypes
import SocketServer

/// Bytes that stay the same while the program runs, with their entity tag.
struct StaticContent: Sendable {
    let mediaType: String
    private let bytes: [UInt8]
    private let fields: HTTPFields
    private let tag: String

    /// - Parameter fields: What an answer has beside its type and its tag.
    init(_ mediaType: String, _ bytes: [UInt8], fields: HTTPFields = [:]) {
        self.mediaType = mediaType
        self.bytes = bytes
        tag = "\"" + SHA256.hash(data: bytes).hexadecimal + "\""
        var fields = fields
        fields[.contentType] = mediaType
        fields[.eTag] = tag
        self.fields = fields
    }

    /// The bytes, or 304 when the client has them.
    func response(to request: Request) -> Response {
        guard !EntityTag.isFresh(request, tag) else {
            return Response(status: .notModified, fields: [.eTag: tag], body: .none)
        }
        return Response(status: .ok, fields: fields, body: .bytes(bytes))
    }
}
