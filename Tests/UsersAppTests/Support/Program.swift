import Foundation
import Glibc
import TestProcesses
import Testing

/// The built program `users`, run as a process of its own.
final class Program: Sendable {
    /// What a run that ended left behind.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    private let process: ChildProcess
    private let output = OutputFile()
    private let errors = OutputFile()

    /// Starts `users` with these arguments in an empty environment but for `environment`, in a folder of its own.
    init(
        _ arguments: [String], environment: [String: String] = [:], folder: URL, input: String? = nil
    ) throws {
        // A sanitizer's settings must reach the program too, and its symbolizer must be found.
        let inherited = ProcessInfo.processInfo.environment.filter { name, _ in
            name.hasSuffix("SAN_OPTIONS") || name == "PATH"
        }
        // libmongoc keeps its counters in shared memory that is named after the process, and writes a warning of its own
        // when a killed process of the same number left one behind.
        let fixed = ["SWIFT_BACKTRACE": "enable=no", "LOG_LEVEL": "warning", "MONGOC_DISABLE_SHM": "1"]
        process = try ChildProcess(
            Self.executable, arguments, environment: inherited.merging(fixed) { $1 }.merging(environment) { $1 },
            folder: folder, input: .pipe, output: .file(output.url), errors: .file(errors.url))
        if let input { try process.write(input) }
        try process.closeInput()
    }

    deinit {
        output.remove()
        errors.remove()
    }

    /// Runs to the end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], folder: URL, input: String? = nil
    ) async throws -> Outcome {
        try await Program(arguments, environment: environment, folder: folder, input: input).outcome()
    }

    /// Waits for the first line of standard output that `pattern` matches.
    func line(matching pattern: Regex<(Substring, Substring)>) async throws -> String {
        try await poll("a line of output; standard error: \(errors.text)") {
            output.text.firstMatch(of: pattern).map { String($0.1) }
        }
    }

    func send(_ signal: Int32) {
        process.send(signal)
    }

    var isRunning: Bool { process.isRunning }

    var processIdentifier: Int32 { process.id }

    /// What all its threads have used so far.
    var processorTime: Duration {
        get throws {
            var clock = clockid_t()
            var time = timespec()
            let status = clock_getcpuclockid(process.id, &clock)
            try #require(status == 0 && clock_gettime(clock, &time) == 0)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
    }

    /// What standard error has until now.
    var log: String { errors.text }

    /// Waits for the end.
    func outcome() async throws -> Outcome {
        let status = try await poll("the program's end", within: .seconds(180)) { process.status }
        return Outcome(status: status, output: output.text, errors: errors.text)
    }

    /// The program stands beside the test runner.
    private static var executable: String {
        get throws {
            let runner = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            let program = runner.deletingLastPathComponent().appending(path: "users")
            try #require(FileManager.default.isExecutableFile(atPath: program.path), "\(program.path) is not built")
            return program.path
        }
    }
}

/// A file that a program writes to, which can be read while it runs.
private struct OutputFile: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "users-output-\(UUID().uuidString)")

    var text: String { (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    func remove() { try? FileManager.default.removeItem(at: url) }
}

/// Asks again and again until there is an answer; no answer in time fails the test.
@discardableResult
func poll<Value>(
    _ what: @autoclosure () -> String, within limit: Duration = .seconds(40), _ body: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if let value = try await body() { return value }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw TimedOut(what: what())
}

struct TimedOut: Error, CustomStringConvertible {
    let what: String
    var description: String { "waited in vain for \(what)" }
}
