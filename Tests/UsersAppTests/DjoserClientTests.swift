import Foundation
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
        try Data().write(to: log)
        let client = Process()
        client.executableURL = URL(filePath: python)
        client.arguments = ["Tests/Support/djoser-client.py", service.base.absoluteString, mails.folder.url.path]
        client.standardOutput = try FileHandle(forWritingTo: log)
        client.standardError = client.standardOutput
        try client.run()
        try await poll("the client's end", within: .seconds(120)) { client.isRunning ? nil : () }
        let steps = try String(contentsOf: log, encoding: .utf8)
        #expect(client.terminationStatus == 0, "\(steps)")
    }
}
