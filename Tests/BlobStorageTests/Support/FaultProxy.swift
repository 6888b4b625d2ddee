import TestSupport
import Testing
import ThreadPool

/// A proxy in front of the S3 server that fails as it is told to.
final class FaultProxy: Sendable {
    let port: Int
    private let process: PythonProcess
    // The requests may wait for the very thread that would wait for them here.
    private let pool = ThreadPool(name: "proxy", threads: 1, queueLimit: 1)

    init(_ faults: [String]) throws {
        process = try PythonProcess("http-faults.py", ["\(try S3Server.shared.port)"] + faults)
        let line = try #require(try process.line(), "the proxy did not start")
        port = try #require(Int(line))
    }

    deinit {
        pool.shutDown()
    }

    /// What became of the next `count` requests, as soon as they have been sent.
    func requests(_ count: Int) async throws -> [String] {
        try await pool.run { [process] in
            Result { try (0..<count).compactMap { _ in try process.line() } }
        }.get()
    }
}
