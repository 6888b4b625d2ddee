import HTTPTypes
import SocketServer

/// How long an answer may be kept (RFC 9111 §5.2.2), rendered with what every answer says.
struct CachePolicy: Sendable {
    static let noStore = CachePolicy("no-store")

    let fixedFields: FixedFields

    /// - Parameter directives: What `Cache-Control` says.
    init(_ directives: String) {
        fixedFields = FixedFields([.cacheControl: directives, .xContentTypeOptions: "nosniff"])
    }

    /// Of what anybody may keep for so many seconds.
    static func publicly(seconds: Int) -> CachePolicy {
        CachePolicy("public, max-age=\(seconds)")
    }
}
