import BlobStorage
import Foundation

/// An S3 server that checks signatures, one for all tests: it takes seconds to start.
public final class S3Server: Sendable {
    private static let started = Result { try S3Server() }

    /// The server, started at its first use.
    public static var shared: S3Server {
        get throws { try started.get() }
    }

    /// What a user signs requests with.
    public struct Keys: Decodable, Sendable {
        /// Which user it is.
        public let accessKeyID: String
        /// What only the user has.
        public let secretAccessKey: String

        /// Makes keys, right or wrong.
        public init(accessKeyID: String, secretAccessKey: String) {
            self.accessKeyID = accessKeyID
            self.secretAccessKey = secretAccessKey
        }
    }

    private struct Start: Decodable {
        let port: Int
        let uploader: Keys
        let powerless: Keys
        let powerful: Keys
    }

    /// Where it listens, on loopback.
    public let port: Int
    /// Of a user who may do what `s3-policy.json` says.
    public let uploader: Keys
    /// Of a user who may do nothing.
    public let powerless: Keys
    /// Of a user who may do anything.
    public let powerful: Keys
    private let process: PythonProcess

    private init() throws {
        process = try PythonProcess("s3-server.py")
        guard let line = try process.line() else {
            throw PythonProcess.NotStarted(description: "the S3 server did not start")
        }
        let start = try JSONDecoder().decode(Start.self, from: Data(line.utf8))
        (port, uploader, powerless, powerful) = (start.port, start.uploader, start.powerless, start.powerful)
    }

    /// The URL of the server's bucket, or of another one, by way of a proxy where there is one.
    public func url(_ bucket: String = "uploads", port: Int? = nil) -> String {
        // A prefix of its own keeps a test from the others.
        "s3://\(bucket)/\(UUID())?endpoint=http://127.0.0.1:\(port ?? self.port)"
    }

    /// A bucket as above, for the holder of `keys`, the uploader's where there are none.
    public func bucket(_ name: String = "uploads", keys: Keys? = nil, port: Int? = nil) throws -> S3Bucket {
        let keys = keys ?? uploader
        let url = try UploadsURL(
            url(name, port: port), accessKeyID: keys.accessKeyID, secretAccessKey: keys.secretAccessKey,
            sessionToken: nil)
        guard case .s3(let bucket) = url else { throw UploadsURLError.unknownScheme }
        return bucket
    }
}
