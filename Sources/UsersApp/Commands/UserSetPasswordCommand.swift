import Accounts
import ArgumentParser

/// `users user set-password`.
struct UserSetPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-password", abstract: "Sets an account's password and ends its sessions.")

    @OptionGroup var configuration: ConfigurationOption
    @OptionGroup var account: AccountArguments
    @Flag(help: "Reads the password from standard input, up to the end of the first line, and asks nothing.")
    var passwordStdin = false

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            let password = try passwordStdin ? PasswordInput.readLine() : PasswordInput.ask()
            let changed = try await Service.withServices(settings) { services in
                try await services.operation.setPassword(password, try await account.find(services).id)
            }
            print("The account \(changed.id) has a new password, and its sessions are over.")
        }
    }
}
