import Crypto
import DocumentStore

/// One request about a blob; each may be sent again without harm.
enum S3Request: Sendable {
    case put(Blob)
    case get(name: String)
    case delete(name: String)

    /// The object's metadata that has `Blob.createdAt`, in milliseconds since 1970.
    static let creationHeader = "x-amz-meta-created-at"

    var method: String {
        switch self {
        case .put: "PUT"
        case .get: "GET"
        case .delete: "DELETE"
        }
    }

    /// The blob's name.
    var name: String {
        switch self {
        case .put(let blob): blob.name
        case .get(let name), .delete(let name): name
        }
    }

    /// The body; nil for a request that has none.
    var body: [UInt8]? {
        if case .put(let blob) = self { blob.bytes } else { nil }
    }

    /// The headers that libcurl does not make of itself.
    func headers(sessionToken: String?) -> [String] {
        var headers = ["x-amz-content-sha256: \(Self.hexadecimal(SHA256.hash(data: body ?? [])))"]
        if let sessionToken { headers.append("x-amz-security-token: \(sessionToken)") }
        if case .put(let blob) = self {
            // No header may be taken away from libcurl's own, such as Expect: version 7.88 signs it all the same.
            headers += ["Content-Type: \(blob.mediaType)", "\(Self.creationHeader): \(blob.createdAt.milliseconds)"]
        }
        return headers
    }

    private static func hexadecimal(_ digest: SHA256Digest) -> String {
        digest.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }
}
