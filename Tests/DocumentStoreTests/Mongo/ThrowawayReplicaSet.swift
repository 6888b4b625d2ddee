import DocumentStore
import Foundation
import TestProcesses

/// A replica set for one test that does it harm.
struct ThrowawayReplicaSet {
    let uri: String
    private let folder: URL

    /// Why `scripts/mongod` failed.
    struct Failure: Error {
        let status: Int32
    }

    private static let script = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "scripts/mongod").path

    /// Runs `body` with a new set of `members`, which is stopped in the end.
    static func with<Result>(
        members: Int = 1, _ body: (ThrowawayReplicaSet) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mongod-\(ObjectID.generate())")
        defer {
            _ = try? run(["stop"], in: folder)
            try? FileManager.default.removeItem(at: folder)
        }
        let uri = try run(["start", "\(members)"], in: folder)
        return try await body(ThrowawayReplicaSet(uri: uri, folder: folder))
    }

    /// Stops the members' processes as a debugger would; returns when all their threads stand still.
    func freeze() throws {
        for pid in try pids() {
            kill(pid, SIGSTOP)
            while try !isStopped(pid) { usleep(1000) }
        }
    }

    /// Lets the members go on.
    func thaw() throws {
        for pid in try pids() { kill(pid, SIGCONT) }
    }

    private func pids() throws -> [pid_t] {
        let list = try String(contentsOf: folder.appending(path: "pids"), encoding: .utf8)
        return list.split(separator: "\n").compactMap { pid_t($0) }
    }

    private func isStopped(_ pid: pid_t) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task").allSatisfy { thread in
            let status = try String(contentsOfFile: "/proc/\(pid)/task/\(thread)/stat", encoding: .utf8)
            return status.contains(") T ")
        }
    }

    private static func run(_ arguments: [String], in folder: URL) throws -> String {
        let environment = ProcessInfo.processInfo.environment.merging(["USERS_MONGOD_DIR": folder.path]) { $1 }
        let (status, output) = try ChildProcess(script, arguments, environment: environment, output: .pipe).end()
        guard status == 0 else { throw Failure(status: status) }
        return output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
