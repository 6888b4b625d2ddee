import Accounts
import ArgumentParser
import UsersAPI

/// `users token list`.
struct TokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the service tokens: id, end, namespace, permissions, name.")

    @OptionGroup var configuration: ConfigurationOption

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            let tokens = try await Service.withServices(settings) { services in
                try await services.serviceTokens.listAll()
            }
            for token in tokens {
                let permissions = token.permissions.map(\.rawValue).joined(separator: ",")
                print("\(token.id)\t\(token.expiresAt.rfc3339)\t\(token.namespace)\t\(permissions)\t\(token.name)")
            }
        }
    }
}
