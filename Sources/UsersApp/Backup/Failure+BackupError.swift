import DocumentStore

extension Failure {
    /// - Parameters:
    ///   - file: The backup.
    ///   - url: The store, in words without a secret.
    init(_ error: BackupError, file: String, url: String) {
        switch error {
        case .unreadable(let reason): self = .unavailable("\(file) can't be read: \(reason)")
        case .unwritable(let reason): self = .unavailable("\(file) can't be written: \(reason)")
        case .foreign: self = .refused("\(file) is no backup")
        case .formatTooNew(let version):
            self = .refused("\(file) has format \(version), of a newer program; run that one")
        case .damaged(let flaw): self = .refused("\(file) \(flaw); it is not restored")
        case .schemaTooNew(let found, let supported):
            self = .refused(
                "\(file) has schema \(found), but this program knows none after \(supported); run a newer one")
        case .unused: self = .refused("DATABASE_URL: there is nothing to back up in \(url): no service has used it yet")
        case .notEmpty(let collection):
            self = .refused(
                "DATABASE_URL: \(url) is not empty, it has documents in \(collection); a backup is restored into an empty store"
            )
        case .otherBackup:
            self = .refused(
                "DATABASE_URL: \(url) has a part of another backup; restore that one to its end, or remove the database first"
            )
        case .conflict(let collection):
            self = .refused(
                "DATABASE_URL: another program writes to \(url): a document of \(collection) is there and is not the backup's"
            )
        case .store(let error): self = Failure(error, url: url)
        }
    }
}
