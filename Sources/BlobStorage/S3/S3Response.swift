import CCurl
import DocumentStore

/// What a server answered.
struct S3Response: Sendable {
    var status = 0
    /// By their names in lower case.
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    var isSuccess: Bool { (200...299).contains(status) }

    /// Whether another attempt may go well.
    var isTemporaryFailure: Bool { status >= 500 || status == 429 || status == 408 }

    /// Whether it is the object that is missing, and not its bucket.
    var isMissingObject: Bool { status == 404 && code != "NoSuchBucket" }

    /// The failure in S3's word, such as `NoSuchBucket`; nothing else of the body is fit to be shown.
    var code: String? {
        let text = String(decoding: body.prefix(4096), as: UTF8.self)
        guard let start = text.firstRange(of: "<Code>") else { return nil }
        let code = text[start.upperBound...].prefix(65).prefix { $0 != "<" }
        let isCode = code.utf8.allSatisfy { $0.isUnreserved } && (1...64).contains(code.utf8.count)
        return isCode ? String(code) : nil
    }

    /// The blob; its date is the object's own where something else has stored it.
    func blob(name: String) -> Blob {
        var createdAt = headers[S3Request.creationHeader].flatMap { Int64($0) }
        if createdAt == nil, let date = headers["last-modified"] { createdAt = Int64(curl_getdate(date, nil)) * 1000 }
        return Blob(
            name: name, mediaType: headers["content-type"] ?? "application/octet-stream", bytes: body,
            createdAt: BSONDateTime(milliseconds: createdAt ?? 0))
    }
}
