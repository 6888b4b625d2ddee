import Accounts
import ArgumentParser
import DocumentStore
import UsersAPI

/// `users token create`.
struct TokenCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a service token and prints it, this once.",
        discussion: "Permissions: \(Permission.names.joined(separator: ", ")).")

    @OptionGroup var configuration: ConfigurationOption
    @Option(help: "What the token is for.")
    var name: String
    @Option(name: .customLong("permission"), help: "A permission; give it once for each.")
    var permissions: [String]
    @Option(help: "How many days it is good, at most 3650.")
    var days: Int = 365
    @Option(help: "The tenant that it works on; of \"default\": all.")
    var namespace: String?

    func validate() throws {
        guard (1...3650).contains(days) else { throw ValidationError("--days takes 1 to 3650.") }
    }

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            let draft = NewServiceToken(
                name: name, permissions: permissions, expiresAt: .now + .seconds(days * 86_400), namespace: namespace)
            let text = try await Service.withServices(settings) { services in
                try await services.serviceTokens.createByOperator(draft).text
            }
            print(text)
        }
    }
}
