import Accounts
import ArgumentParser

/// `users user enable`.
struct UserEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Enables an account.")

    @OptionGroup var configuration: ConfigurationOption
    @OptionGroup var account: AccountArguments

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            let changed = try await Service.withServices(settings) { services in
                try await services.operation.setActive(true, try await account.find(services).id)
            }
            print("The account \(changed.id) is enabled.")
        }
    }
}
