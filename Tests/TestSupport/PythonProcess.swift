import Foundation
import TestProcesses

/// A script of `Tests/Support` that runs until its input is closed.
public final class PythonProcess: Sendable {
    /// The tests were run without the Python that they need, or a script of theirs did not start.
    struct NotStarted: Error, CustomStringConvertible {
        let description: String
    }

    private let process: ChildProcess

    /// Starts the script.
    public init(_ script: String, _ arguments: [String] = []) throws {
        guard let python = ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"] else {
            throw NotStarted(
                description: "USERS_TEST_PYTHON is not set: run the tests by scripts/test, which installs it")
        }
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Support/\(script)")
        process = try ChildProcess(
            python, [path.standardizedFileURL.path] + arguments, input: .pipe, output: .pipe)
    }

    deinit {
        try? process.closeInput()
        process.wait()
    }

    /// The next line that the script prints; nil when it has ended.
    public func line() throws -> String? {
        try process.line()
    }
}
