import Accounts
import ArgumentParser

/// `users user disable`.
struct UserDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Disables an account and ends its sessions.")

    @OptionGroup var configuration: ConfigurationOption
    @OptionGroup var account: AccountArguments

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            let changed = try await Service.withServices(settings) { services in
                try await services.operation.setActive(false, try await account.find(services).id)
            }
            print("The account \(changed.id) is disabled.")
        }
    }
}
