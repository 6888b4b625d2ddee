import DocumentStore
import Foundation
import Glibc

/// The database file as the file system knows it.
struct DatabaseFile {
    let path: String

    /// Makes the folder and the file where they are missing, for the owner alone: it holds password hashes.
    ///
    /// SQLite gives the same mode to the files beside it.
    func create() throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        if !FileManager.default.fileExists(atPath: folder.path) {
            do {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw .accessDenied("\(folder.path): the folder can't be made: \(reason(error))")
            }
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            Glibc.close(descriptor)
            return
        }
        let code = errno
        let message = "\(path): \(String(cString: strerror(code)))"
        switch code {
        case EACCES, EPERM, EROFS: throw .accessDenied(message)
        case ENOSPC, EDQUOT: throw .full(message)
        default: throw .unavailable(message)
        }
    }

    /// Makes sure that nobody has the file open at this moment; one that is missing counts as unused.
    ///
    /// Whoever uses a database in WAL mode holds a shared lock on it, for as long as it is open.
    func checkUnused() throws(StoreError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let connection = try Connection(path: path, isReadOnly: false, busyTimeout: .zero)
        defer { connection.close() }
        do {
            try connection.use { connection throws(StoreError) in
                try connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                try connection.inTransaction { _ throws(StoreError) in }
            }
        } catch {
            guard case .unavailable = error else { throw error }
            throw .unavailable("\(path) is in use by another program, which has to be stopped first")
        }
    }

    private func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return underlying.map { String(cString: strerror(Int32($0.code))) } ?? "\(error)"
    }
}
