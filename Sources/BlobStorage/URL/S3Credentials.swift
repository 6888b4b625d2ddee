/// Who a bucket lets in; never shown.
struct S3Credentials: Sendable, Equatable {
    let accessKeyID: String
    let secretAccessKey: String
    /// Comes with keys that expire.
    let sessionToken: String?
}

extension S3Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "credentials" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
