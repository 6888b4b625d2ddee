import ArgumentParser

/// `users store`.
struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Looks after the store.",
        subcommands: [StoreCheckCommand.self, StoreBackupCommand.self, StoreRestoreCommand.self])
}
