import Accounts
import ArgumentParser
import DocumentStore
import Glibc
import SQLiteStore
import UsersAPI

/// `users store restore`.
struct StoreRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Brings a backup into an empty store.",
        discussion: """
            Checks the whole file before it changes anything. The store is the one of DATABASE_URL, of either engine; no service \
            may run on it meanwhile. No service starts on a store with a part of a backup: a restore that was cut short goes on \
            when it is run again.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: "The file that \"users store backup\" wrote.")
    var file: String

    func run() async throws {
        try await Failure.exiting {
            let descriptor = open(file, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw Failure.usage("\(file) can't be read: \(String(cString: strerror(errno)))")
            }
            defer { close(descriptor) }
            let settings = try await Settings.load(path: configuration.path)
            do {
                try await restore(descriptor, settings)
            } catch let error as BackupError {
                throw Failure(error, file: file, url: settings.database.description)
            } catch let error as StoreError {
                throw Failure(error, url: settings.database.description)
            }
        }
    }

    private func restore(_ descriptor: Int32, _ settings: Settings) async throws {
        let restoration = try check(descriptor)
        let key = try RestoredKey(restoration.header.secret, settings.keys)
        if case .sqlite(let path) = settings.database { try SQLiteStore.checkUnused(path: path) }
        try await StoreOpening.withStore(settings, isBulk: true) { store in
            try await restoration.begin(in: store)
            // Before the store serves, so that it never signs with a key of its own.
            try key.install()
            let progress = Progress("documents restored")
            defer { progress.end() }
            try await restoration.run(in: store, progress: progress.tell)
        }
        print("\(restoration.documents) documents of \(restoration.header.createdAt.rfc3339) are restored")
        print(key.note)
    }

    private func check(_ descriptor: Int32) throws(BackupError) -> StoreRestoration {
        let progress = Progress("documents checked")
        defer { progress.end() }
        return try StoreRestoration(checking: descriptor, by: AccountSchema.current, progress: progress.tell)
    }
}
