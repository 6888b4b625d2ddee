import Accounts
import ArgumentParser

/// `users create-admin`.
struct CreateAdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create-admin", abstract: "Makes an administrator, also beside a running service.")

    @OptionGroup var configuration: ConfigurationOption
    @Option(help: "The administrator's e-mail address.")
    var email: String
    @Option(help: "The administrator's user name, to log in by; the address's local part, to show alone, when absent.")
    var username: String?
    @Flag(help: "Reads the password from standard input, up to the end of the first line, and asks nothing.")
    var passwordStdin = false

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            let password = try passwordStdin ? PasswordInput.readLine() : PasswordInput.ask()
            var draft = NewAccount(email: email, username: username ?? defaultUsername, password: password)
            draft.logsInByUsername = username != nil
            let account = try await Service.withServices(settings) { [draft] services in
                try await services.registration.registerAdmin(draft)
            }
            print("Administrator \(account.email ?? account.username) has the id \(account.id).")
        }
    }

    private var defaultUsername: String {
        String(email.prefix { $0 != "@" })
    }
}
