/// The program over a store of a test's own.
struct Machine: Sendable {
    let folder: Folder
    let environment: [String: String]

    init(_ engine: TestEngine) throws {
        folder = try Folder()
        environment = try engine.environment().merging(["PASSWORD_HASH": "bcrypt:4"]) { $1 }
    }

    func run(_ arguments: String..., input: String? = nil) async throws -> Program.Outcome {
        try await Program.run(arguments, environment: environment, folder: folder.url, input: input)
    }
}
