import BlobStorage
import Foundation
import Testing

/// An S3 server that checks signatures, one for all tests: it takes seconds to start.
final class S3Server: Sendable {
    private static let started = Result { try S3Server() }

    static var shared: S3Server {
        get throws { try started.get() }
    }

    struct Keys: Decodable {
        let accessKeyID: String
        let secretAccessKey: String
    }

    private struct Start: Decodable {
        let port: Int
        let uploader: Keys
        let powerless: Keys
        let powerful: Keys
    }

    let port: Int
    /// Of a user who may do what `s3-policy.json` says.
    let uploader: Keys
    /// Of a user who may do nothing.
    let powerless: Keys
    /// Of a user who may do anything.
    let powerful: Keys
    private let process: PythonProcess

    private init() throws {
        process = try PythonProcess("s3-server.py")
        let line = try #require(try process.line(), "the S3 server did not start")
        let start = try JSONDecoder().decode(Start.self, from: Data(line.utf8))
        (port, uploader, powerless, powerful) = (start.port, start.uploader, start.powerless, start.powerful)
    }

    /// The server's bucket, or another one, by way of a proxy where there is one.
    func bucket(_ name: String = "uploads", keys: Keys? = nil, port: Int? = nil) throws -> S3Bucket {
        let keys = keys ?? uploader
        // A prefix of its own keeps a test from the others.
        let text = "s3://\(name)/\(UUID())?endpoint=http://127.0.0.1:\(port ?? self.port)"
        let url = try UploadsURL(
            text, accessKeyID: keys.accessKeyID, secretAccessKey: keys.secretAccessKey, sessionToken: nil)
        guard case .s3(let bucket) = url else { throw UploadsURLError.unknownScheme }
        return bucket
    }
}
