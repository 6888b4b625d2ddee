import Accounts
import ArgumentParser

/// `users user delete`.
struct UserDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Deletes an account and all that is stored of it.")

    @OptionGroup var configuration: ConfigurationOption
    @OptionGroup var account: AccountArguments
    @Flag(help: "Says that this is meant; nothing brings the account back.")
    var yes = false

    func run() async throws {
        try await Failure.exiting {
            guard yes else { throw Failure.usage("nothing brings a deleted account back; say --yes if this is meant") }
            let settings = try await Settings.load(path: configuration.path)
            let id = try await Service.withServices(settings) { services in
                let id = try await account.find(services).id
                try await services.operation.delete(id)
                // What else there is of it goes now: there may be no service that runs.
                await services.worker.removeUploads()
                await services.worker.deliverEntries()
                return id
            }
            print("The account \(id) is deleted.")
        }
    }
}
