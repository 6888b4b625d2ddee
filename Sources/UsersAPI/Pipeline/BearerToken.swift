/// The token of an `Authorization` field (RFC 6750 §2.1).
enum BearerToken {
    /// The token; nil when the scheme is another one or nothing follows it.
    static func parse(_ authorization: String) -> String? {
        guard let space = authorization.utf8.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        guard authorization[..<space].lowercased() == "bearer" else { return nil }
        let token = authorization[space...].trimmingSpaces
        return token.isEmpty ? nil : String(token)
    }
}
