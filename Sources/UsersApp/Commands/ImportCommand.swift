import Accounts
import ArgumentParser
import Glibc

/// `users import`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes in the accounts of another service, also beside a running one.",
        discussion: """
            Reads one JSON object a line, with the password's hash as it is; docs/import.md tells the fields. Prints a line for \
            each account that is not stored: the line's number, the field, what is wrong; and how many there were. What is there \
            already stays as it is, so that an import that was cut short goes on when it is run again. Exit status: 0 when the \
            accounts of all lines are there, 1 when some were refused.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: "The file; standard input when it is \"-\" or absent.")
    var file = "-"

    func run() async throws {
        try await Failure.exiting {
            let descriptor = try open()
            let settings = try await Settings.load(path: configuration.path)
            let totals = try await Service.withServices(settings, isBulk: true) { services in
                var run = ImportRun(services.imports)
                try await run.run(ImportSource(descriptor, for: services.imports))
                await services.worker.deliverEntries()
                return run.totals
            }
            print("\(totals.stored) imported, \(totals.present) there already, \(totals.refused) refused")
            if totals.refused > 0 { throw ExitCode.failure }
        }
    }

    private func open() throws(Failure) -> Int32 {
        if file == "-" { return STDIN_FILENO }
        let descriptor = Glibc.open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .usage("\(file) can't be read: \(String(cString: strerror(errno)))") }
        return descriptor
    }
}
