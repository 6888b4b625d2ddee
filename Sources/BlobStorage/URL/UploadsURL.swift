/// Where uploads are kept: in the document store, or in a bucket.
public enum UploadsURL: Sendable, Equatable {
    /// In the document store, one document an upload.
    case store
    /// In a bucket of AWS, or of another server that speaks S3.
    case s3(S3Bucket)

    /// Reads `store:` or `s3://BUCKET/PREFIX?region=REGION&endpoint=https://HOST:PORT`.
    ///
    /// - Parameters:
    ///   - text: The URL. Without a region it is `us-east-1`; without an endpoint, AWS.
    ///   - accessKeyID: What `AWS_ACCESS_KEY_ID` says; a bucket wants it, and the secret key.
    ///   - secretAccessKey: What `AWS_SECRET_ACCESS_KEY` says.
    ///   - sessionToken: What `AWS_SESSION_TOKEN` says.
    /// - Throws: `UploadsURLError`, which shows nothing of these.
    public init(
        _ text: String, accessKeyID: String?, secretAccessKey: String?, sessionToken: String?
    ) throws(UploadsURLError) {
        guard let colon = text.firstIndex(of: ":") else { throw .unknownScheme }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "store":
            guard rest.isEmpty else { throw .unknownScheme }
            self = .store
        case "s3":
            let credentials = Self.credentials(accessKeyID, secretAccessKey, sessionToken)
            self = .s3(try S3Bucket(rest, credentials: credentials))
        default: throw .unknownScheme
        }
    }

    /// Nil when they are incomplete, or could not stand in a header. An empty setting is an unset one.
    private static func credentials(_ id: String?, _ secret: String?, _ token: String?) -> S3Credentials? {
        guard let id, let secret, !id.isEmpty, !secret.isEmpty else { return nil }
        let token = token.flatMap { $0.isEmpty ? nil : $0 }
        guard (id + secret + (token ?? "")).utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return S3Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token)
    }
}

extension UploadsURL: CustomStringConvertible {
    /// The place without its credentials.
    public var description: String {
        switch self {
        case .store: "store:"
        case .s3(let bucket): bucket.description
        }
    }
}
