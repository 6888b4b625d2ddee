import CSpawn
import Foundation
import Synchronization

/// A program that runs as a process of its own, and is killed with the last reference to it.
///
/// In place of Foundation's `Process`, which reads behind a directory's entry where this process has more than a thousand
/// descriptors (swiftlang/swift-corelibs-foundation#5472).
public final class ChildProcess: Sendable {
    /// The system did not start the program.
    public struct NotStarted: Error, CustomStringConvertible {
        /// Which program, and the system's reason.
        public let description: String
    }

    /// The process's number.
    public let id: pid_t
    /// The status, once the system was asked for it: from then on the number may be another process's.
    private let ending = Mutex<Int32?>(nil)
    private let input: FileHandle?
    private let output: FileHandle?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: Where it is, from the root on.
    ///   - environment: All of its environment; this process's by default.
    ///   - folder: The one that it works in; this process's by default.
    /// - Throws: `NotStarted`, and Foundation's errors for files that can't be opened.
    public init(
        _ path: String, _ arguments: [String] = [],
        environment: [String: String] = ProcessInfo.processInfo.environment, folder: URL? = nil,
        input: Input = .nothing, output: Output = .inherited, errors: Errors = .inherited
    ) throws {
        let (standardInput, source) = try input.open()
        let (standardOutput, result) = try output.open()
        let streams = [standardInput, standardOutput, try errors.open(output: standardOutput)]
        id = try Self.start(path, arguments, environment, in: folder, streams)
        self.input = source
        self.output = result
    }

    deinit {
        send(SIGKILL)
        wait()
    }

    private static func start(
        _ path: String, _ arguments: [String], _ environment: [String: String], in folder: URL?, _ streams: [FileHandle]
    ) throws(NotStarted) -> pid_t {
        var id = pid_t()
        var arguments = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        let status = withExtendedLifetime(streams) {
            cspawn_start(&id, path, &arguments, &variables, folder?.path, streams.map(\.fileDescriptor))
        }
        guard status == 0 else { throw NotStarted(description: "\(path): \(String(cString: strerror(status)))") }
        return id
    }

    /// Its exit status, or the number of the signal that ended it; nil while it runs.
    public var status: Int32? {
        ending.withLock { ending in
            guard ending == nil else { return ending }
            var status: Int32 = 0
            switch waitpid(id, &status, WNOHANG) {
            case id:
                let signal = status & 0x7F
                ending = signal == 0 ? (status >> 8) & 0xFF : signal
            case -1 where errno == ECHILD:
                // Somebody else has asked for it.
                ending = -1
            default: break
            }
            return ending
        }
    }

    /// Whether it has not ended yet.
    public var isRunning: Bool { status == nil }

    /// Blocks the thread until it has ended, and returns its status.
    @discardableResult
    public func wait() -> Int32 {
        while true {
            if let status { return status }
            // Leaves asking for the status, which frees the number, to the lock's holder.
            var info = siginfo_t()
            waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT)
        }
    }

    /// Sends it a signal, if it has not ended yet.
    public func send(_ signal: Int32) {
        ending.withLock { if $0 == nil { kill(id, signal) } }
    }

    /// Writes to its input.
    public func write(_ text: String) throws {
        try input?.write(contentsOf: Data(text.utf8))
    }

    /// Ends its input.
    public func closeInput() throws {
        try input?.close()
    }

    /// Blocks the thread until it has printed a line; nil at the output's end.
    public func line() throws -> String? {
        var line = Data()
        while let byte = try output?.read(upToCount: 1), !byte.isEmpty {
            if byte.first == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line += byte
        }
        return nil
    }

    /// Ends its input, and blocks the thread until it has ended; what it has printed by then.
    public func end() throws -> (status: Int32, output: String) {
        try input?.close()
        let printed = try output?.readToEnd() ?? Data()
        return (wait(), String(decoding: printed, as: UTF8.self))
    }
}
