import Foundation

/// A script of `Tests/Support` that runs until its input is closed.
public final class PythonProcess: Sendable {
    /// The tests were run without the Python that they need, or a script of theirs did not start.
    struct NotStarted: Error, CustomStringConvertible {
        let description: String
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// Starts the script.
    public init(_ script: String, _ arguments: [String] = []) throws {
        guard let python = ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"] else {
            throw NotStarted(
                description: "USERS_TEST_PYTHON is not set: run the tests by scripts/test, which installs it")
        }
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Support/\(script)")
        process.executableURL = URL(filePath: python)
        process.arguments = [path.standardizedFileURL.path] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The next line that the script prints; nil when it has ended.
    public func line() throws -> String? {
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
            if byte.first == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line += byte
        }
        return nil
    }
}
