import ArgumentParser

/// `users version`.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Prints the program's version.")

    func run() {
        print("users \(Version.current)")
    }
}
