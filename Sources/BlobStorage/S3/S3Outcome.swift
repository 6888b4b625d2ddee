/// How one attempt ended.
enum S3Outcome: Sendable {
    case response(S3Response)
    /// The server could not be reached, or hung up; in libcurl's words.
    case noResponse(problem: String)
    /// The object has more bytes than a blob.
    case tooLarge
}
