import Accounts
import ArgumentParser
import DocumentStore

/// `users token revoke`.
struct TokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Revokes a service token: it is refused from now on.")

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: "The token's id, as \"users token list\" shows it.")
    var id: String

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            guard let id = ObjectID(hex: id) else { throw Failure.usage("\(id) is not a token's id") }
            try await Service.withServices(settings) { services in
                do {
                    try await services.serviceTokens.revokeByOperator(id)
                } catch AccountError.notFound {
                    throw Failure.refused("there is no token \(id)")
                }
            }
            print("The token \(id) is revoked.")
        }
    }
}
