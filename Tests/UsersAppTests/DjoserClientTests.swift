import Foundation
import TestProcesses
import Testing

/// A client written for Djoser, moved over with a new base URL.
@Suite struct DjoserClientTests {
    @Test(arguments: TestEngine.allCases)
    func `A client written with requests goes from registration to deletion`(engine: TestEngine) async throws {
        let folder = try Folder()
        let mails = try MailServer()
        let service = try await Service(try engine.environment().merging(mails.settings) { $1 }, in: folder)
        let python = try #require(ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"], "scripts/test sets it")
        let log = folder.url.appending(path: "client.log")
        let client = try ChildProcess(
            python, ["Tests/Support/djoser-client.py", service.base.absoluteString, mails.folder.url.path],
            output: .file(log), errors: .withOutput)
        try await poll("the client's end", within: .seconds(120)) { client.isRunning ? nil : () }
        let steps = try String(contentsOf: log, encoding: .utf8)
        #expect(client.status == 0, "\(steps)")
    }
}
