import Accounts
import ArgumentParser
import UsersAPI

/// `users user show`.
struct UserShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows an account, as the API does.")

    @OptionGroup var configuration: ConfigurationOption
    @OptionGroup var account: AccountArguments

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            let found = try await Service.withServices(settings) { services in try await account.find(services) }
            print(found.json)
        }
    }
}
