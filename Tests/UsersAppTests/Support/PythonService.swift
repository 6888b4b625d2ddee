import Foundation
import TestProcesses
import Testing

/// The database of the Python service that the program replaces, by `Tests/Support/python-service.py`.
struct PythonService {
    /// Whom the test looks at.
    struct Cast: Decodable {
        struct Person: Decodable {
            let id: String
            let email: String
            let password: String
        }

        let people: [Person]
        /// The ids of those whose addresses are one.
        let rivals: [String]
        /// The fields that are wrong, by id.
        let broken: [String: String]
    }

    let uri: String

    func fill(_ count: Int) async throws -> Cast {
        try JSONDecoder().decode(Cast.self, from: Data(try await run("fill", "\(count)").utf8))
    }

    /// What the old service reads of all users.
    func digest() async throws -> String { try await run("digest") }

    /// How many users have the fields that the program adds.
    func taken() async throws -> Int? { Int(try await run("taken")) }

    /// Resolves what conflicts.
    func resolve() async throws { _ = try await run("resolve") }

    /// The id of whom the old service would let in.
    func logIn(_ person: Cast.Person) async throws -> String { try await run("login", person.email, person.password) }

    private func run(_ command: String, _ arguments: String...) async throws -> String {
        let folder = try Folder()
        let output = folder.url.appending(path: "output")
        let python = try #require(ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"], "scripts/test sets it")
        let process = try ChildProcess(
            python, ["Tests/Support/python-service.py", command, uri] + arguments, output: .file(output))
        try await poll("\(command) of the Python service", within: .seconds(120)) { process.isRunning ? nil : () }
        try #require(process.status == 0)
        return try String(contentsOf: output, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
