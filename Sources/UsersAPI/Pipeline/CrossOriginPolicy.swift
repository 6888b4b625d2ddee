import HTTPTypes
import SocketServer

/// Which origins' pages may call the API (the Fetch standard's CORS protocol).
struct CrossOriginPolicy: Sendable {
    private static let allowedFields = [
        "Authorization", "Content-Type", "If-Match", "If-None-Match", "X-Request-Id", "x-customer-id", "x-user-id",
    ].joined(separator: ", ")
    private static let exposedFields = [
        "ETag", "Link", "Location", "Retry-After", "X-Request-Id", "X-Total-Count",
    ].joined(separator: ", ")
    private static let allowedMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
    /// How long a browser may remember a preflight, in seconds.
    private static let maximumAge = "600"

    /// Origins in lower case, or `*`.
    private let origins: Set<String>

    init(allowedOrigins: [String]) {
        origins = Set(allowedOrigins.map { $0.lowercased() })
    }

    /// The answer to a preflight from an allowed origin; nil for every other request.
    func preflight(_ request: Request) -> Response? {
        guard request.method == .options, request.fields[.accessControlRequestMethod] != nil else { return nil }
        var response = Response(status: .noContent, fields: [:], body: .none)
        guard complete(&response, for: request) else { return nil }
        response.fields[.accessControlAllowMethods] = Self.allowedMethods
        response.fields[.accessControlAllowHeaders] = Self.allowedFields
        response.fields[.accessControlMaxAge] = Self.maximumAge
        return response
    }

    /// Adds what lets the origin's page read the answer; false when the origin is not allowed.
    ///
    /// No credentials are ever allowed: tokens come in `Authorization`, so there is no cookie to steal.
    @discardableResult
    func complete(_ response: inout Response, for request: Request) -> Bool {
        guard !origins.isEmpty else { return false }
        let isOpen = origins.contains("*")
        if !isOpen { response.fields.append(HTTPField(name: .vary, value: "Origin")) }
        guard let origin = request.fields[.origin], isOpen || origins.contains(origin.lowercased()) else {
            return false
        }
        response.fields[.accessControlAllowOrigin] = isOpen ? "*" : origin
        response.fields[.accessControlExposeHeaders] = Self.exposedFields
        return true
    }
}
