import ArgumentParser

/// The command line, `users`.
@main
struct UsersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users",
        abstract: "An accounts service: registration, login, profiles and their administration.",
        version: Version.current,
        subcommands: [
            ServeCommand.self, CreateAdminCommand.self, UserCommand.self, ImportCommand.self, TokenCommand.self,
            KeysCommand.self, StoreCommand.self, OpenAPICommand.self, VersionCommand.self,
        ])
}
