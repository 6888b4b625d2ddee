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
        var code = make(O_EXCL)
        if code == EEXIST { code = obstacle }
        // A link to a file that is missing.
        if code == ENOENT { code = make(0) }
        let message = "\(path): \(String(cString: strerror(code)))"
        switch code {
        case 0: return
        case EACCES, EPERM, EROFS: throw .accessDenied(message)
        case ENOSPC, EDQUOT: throw .full(message)
        default: throw .unavailable(message)
        }
    }

    /// Makes the file; 0 or an `errno`.
    private func make(_ flag: Int32) -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | flag, 0o600)
        guard descriptor >= 0 else { return errno }
        Glibc.close(descriptor)
        return 0
    }

    /// Why a file that is there can't be used, an `errno` or 0.
    ///
    /// Found out without opening it: close(2) would drop all locks that this process has on it, those of SQLite too.
    private var obstacle: Int32 {
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK | W_OK) == 0 else { return errno }
        return status.st_mode & S_IFMT == S_IFDIR ? EISDIR : 0
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
