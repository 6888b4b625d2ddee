/// A bucket of a server that speaks S3, and how to get in.
public struct S3Bucket: Sendable, Equatable {
    /// Where AWS puts what names no region.
    static let standardRegion = "us-east-1"

    /// The bucket's name.
    public let name: String
    /// What all keys begin with, without a slash at either end; empty for none.
    public let prefix: String
    /// What requests are signed for.
    public let region: String
    /// Scheme, host and port of a server other than AWS.
    public let endpoint: String?
    let credentials: S3Credentials

    /// The address of a blob, whose name needs no escapes.
    func url(of blob: String) -> String {
        "\(address)/\(prefix.isEmpty ? "" : prefix + "/")\(blob)"
    }

    private var address: String {
        if let endpoint { return "\(endpoint)/\(name)" }
        let host = "s3.\(region).amazonaws.com"
        // AWS's certificate is for one label in front of its own.
        return name.contains(".") ? "https://\(host)/\(name)" : "https://\(name).\(host)"
    }
}

extension S3Bucket: CustomStringConvertible {
    /// The address, without the credentials.
    public var description: String { prefix.isEmpty ? address : "\(address)/\(prefix)" }
}
