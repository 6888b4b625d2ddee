import Accounts
import ArgumentParser
import BlobStorage
import DocumentStore
import Foundation

/// `users store backup`.
struct StoreBackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes all of the store into a file, also beside a running service.",
        discussion: """
            The file has the store as it is at one moment, and the key that signs tokens where the embedded engine made one; keys \
            that are settings, and uploads in a bucket, are not in it. Only its owner can read it. \
            "users store restore" brings it into an empty store, of either engine; docs/backup.md tells more.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: "The file to write; one that is there stays.")
    var file: String

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            if case .sqlite(let path) = settings.database, !FileManager.default.fileExists(atPath: path) {
                throw Failure.unavailable("DATABASE_URL: \(settings.database.description) is not there")
            }
            guard !FileManager.default.fileExists(atPath: file) else { throw isThere }
            let secret = try settings.keys.ownSecret()
            let output = try NewFile(file)
            let summary = try await write(to: output.descriptor, secret, settings)
            guard try output.publish() else { throw isThere }
            print(
                "\(file): \(summary.documents) documents, \(summary.byteCount) bytes, schema \(summary.schemaVersion)")
            for note in notes(secret, settings) { print(note) }
        }
    }

    private var isThere: Failure { .usage("\(file) is there already, and stays as it is") }

    private func write(
        to descriptor: Int32, _ secret: [UInt8]?, _ settings: Settings
    ) async throws -> BackupSummary {
        let progress = Progress("documents")
        defer { progress.end() }
        do {
            return try await StoreOpening.withStore(settings) { store in
                try await StoreBackup(of: AccountSchema.current).write(
                    store, to: descriptor, program: Version.current, secret: secret, progress: progress.tell)
            }
        } catch let error as BackupError {
            throw Failure(error, file: file, url: settings.database.description)
        }
    }

    private func notes(_ secret: [UInt8]?, _ settings: Settings) -> [String] {
        var notes = [
            secret == nil
                ? "The keys that sign tokens are not in it: they are settings, to be kept beside it."
                : "The key that signs tokens is in it: whoever reads the file can log in as anybody."
        ]
        if case .s3 = settings.uploads.url { notes.append("Uploads are not in it: they are in a bucket.") }
        return notes
    }
}
