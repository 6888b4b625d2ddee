import DocumentStore

extension Instant {
    /// Whole seconds since 1970, as tokens have them (RFC 7519 §2).
    var seconds: Int64 { milliseconds / 1000 }
}
