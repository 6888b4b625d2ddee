import ArgumentParser
import Glibc

/// `users serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the API until SIGTERM or SIGINT.",
        discussion: """
            Settings come from the environment, or from .env in the working directory:

            \(Setting.overview)

            SIGTERM finishes what is in flight, at most 10 s; a second one stops at once. SIGHUP reads the certificate anew \
            where there is one. Exit status: 78 for a bad setting, 69 when the store can't be reached or the port is taken, \
            77 for a missing permission.
            """)

    @OptionGroup var configuration: ConfigurationOption

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            try await Service.run(settings)
        }
        // No exit(3): libmongoc and OpenSSL would clean up under threads that are still in a handshake or send a mail.
        fflush(nil)
        _exit(EXIT_SUCCESS)
    }
}
