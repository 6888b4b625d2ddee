import Foundation
import TestProcesses
import Testing

@Suite struct OpenAPITests {
    @Test func `The document is valid OpenAPI 3.1`() async throws {
        let folder = try Folder()
        let document = try await Program.run(["openapi"], folder: folder.url).output
        let file = folder.url.appending(path: "openapi.json")
        try Data(document.utf8).write(to: file)
        let python = try #require(
            ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"],
            "USERS_TEST_PYTHON is not set: run the tests by scripts/test, which installs it")
        let validator = try ChildProcess(
            python, ["-m", "openapi_spec_validator", "--schema", "3.1", "--errors", "all", file.path], output: .pipe)
        let (status, output) = try validator.end()
        #expect(status == 0, "\(output)")
    }
}
