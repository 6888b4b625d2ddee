/// How much of a `multipart/form-data` body is held in memory, in bytes.
struct MultipartLimits: Sendable {
    /// What a body may have beside its file: other fields, headers, boundaries, preamble and epilogue.
    static let overhead = 64 << 10

    /// The largest part with a file name.
    let fileBytes: Int
    /// The largest part without one.
    var fieldBytes = 16 << 10
    var partCount = 100

    /// The largest body.
    var bodyBytes: Int { fileBytes + Self.overhead }
}
