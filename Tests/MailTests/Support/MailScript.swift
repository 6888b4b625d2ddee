import Foundation
import Testing

/// `scripts/mail-server`, run to its end.
enum MailScript {
    static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL =
            URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../scripts/mail-server").standardizedFileURL
        process.arguments = arguments
        return process
    }

    @discardableResult
    static func run(_ arguments: [String]) throws -> Data {
        let process = process(arguments)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "scripts/mail-server \(arguments) failed")
        return data
    }

    /// A folder with a certificate for `host`, signed by itself, and its key.
    static func certificate(host: String = "localhost") throws -> Folder {
        let folder = try Folder()
        try run(["certificate", folder.url.path, host])
        return folder
    }
}
