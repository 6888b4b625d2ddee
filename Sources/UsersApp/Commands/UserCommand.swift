import ArgumentParser

/// `users user`.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Shows and changes accounts, also beside a running service.",
        subcommands: [
            UserListCommand.self, UserShowCommand.self, UserDisableCommand.self, UserEnableCommand.self,
            UserDeleteCommand.self, UserSetPasswordCommand.self,
        ])
}
