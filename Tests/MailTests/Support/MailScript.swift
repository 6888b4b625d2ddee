import Foundation
import TestProcesses
import Testing

/// `scripts/mail-server`, whose output is read.
enum MailScript {
    static func start(_ arguments: [String], input: ChildProcess.Input = .nothing) throws -> ChildProcess {
        let script =
            URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../scripts/mail-server").standardizedFileURL
        return try ChildProcess(script.path, arguments, input: input, output: .pipe)
    }

    @discardableResult
    static func run(_ arguments: [String]) throws -> Data {
        let (status, output) = try start(arguments).end()
        try #require(status == 0, "scripts/mail-server \(arguments) failed")
        return Data(output.utf8)
    }

    /// A folder with a certificate for `host`, signed by itself, and its key.
    static func certificate(host: String = "localhost") throws -> Folder {
        let folder = try Folder()
        try run(["certificate", folder.url.path, host])
        return folder
    }
}
