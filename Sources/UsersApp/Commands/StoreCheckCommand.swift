import Accounts
import ArgumentParser

/// `users store check`.
struct StoreCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Lists what is wrong in the store, also beside a running service.",
        discussion: """
            Takes over the accounts of another program first, as every start does, then looks at all documents. Prints a line \
            for each problem: id, field, what is wrong. Exit status: 0 when all is well, 1 when there is something to resolve.
            """)

    @OptionGroup var configuration: ConfigurationOption

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            let report = try await Service.withServices(settings) { services in
                try await services.storeCheck.run()
            }
            for problem in report.problems { print("\(problem.id)\t\(problem.field)\t\(problem.reason)") }
            print("\(report.documents) documents, \(report.problems.count) problems")
            if !report.problems.isEmpty { throw ExitCode.failure }
        }
    }
}
