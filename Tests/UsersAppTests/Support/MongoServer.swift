import Foundation
import TestProcesses
import Testing

/// MongoDB servers for tests: the one that scripts/test started, and others that a test may break.
final class MongoServer: Sendable {
    /// The replica set that all tests share.
    static var sharedURI: String {
        get throws {
            try #require(
                ProcessInfo.processInfo.environment["USERS_TEST_MONGODB_URI"],
                "USERS_TEST_MONGODB_URI is not set: run the tests by scripts/test, which starts a MongoDB")
        }
    }

    /// The URI with a database's name in its path.
    static func uri(_ uri: String, database: String) -> String {
        let parts = uri.split(separator: "?", maxSplits: 1)
        let scheme = "mongodb://"
        let hosts = parts[0].dropFirst(scheme.count).prefix { $0 != "/" }
        return scheme + hosts + "/\(database)" + (parts.count > 1 ? "?\(parts[1])" : "")
    }

    let uri: String
    private let folder: Folder

    /// Starts a replica set of one that belongs to the test.
    init() throws {
        folder = try Folder()
        uri = try Self.script(["start", "1"], folder).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    deinit {
        signal(SIGCONT)
        _ = try? Self.script(["stop"], folder)
    }

    /// Sends a signal to the mongod.
    func signal(_ signal: Int32) {
        for pid in processes { kill(pid, signal) }
    }

    /// The processes that the script started.
    private var processes: [pid_t] {
        let pids = (try? String(contentsOf: folder.url.appending(path: "pids"), encoding: .utf8)) ?? ""
        return pids.split(separator: "\n").compactMap { pid_t($0) }
    }

    private static func script(_ arguments: [String], _ folder: Folder) throws -> String {
        let script =
            URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../scripts/mongod").standardizedFileURL
        let environment = ProcessInfo.processInfo.environment.merging(["USERS_MONGOD_DIR": folder.url.path]) { $1 }
        let (status, output) = try ChildProcess(
            script.path, arguments, environment: environment, output: .pipe
        ).end()
        try #require(status == 0, "scripts/mongod \(arguments) failed")
        return output
    }
}
