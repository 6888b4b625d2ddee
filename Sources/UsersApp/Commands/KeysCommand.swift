import ArgumentParser

/// `users keys`.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Makes keys that sign tokens.", subcommands: [GenerateKeyCommand.self])
}
