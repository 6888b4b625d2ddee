import Foundation
import Glibc

/// A file with secrets, for its owner alone, that others see when it is whole: it is written beside its path, then linked there.
struct NewFile: ~Copyable {
    /// What to write to.
    let descriptor: Int32
    private let path: String
    private let draft: String

    /// Makes the draft.
    ///
    /// - Throws: `Failure.notPermitted` where it may not be made, `.unavailable` where it can't.
    init(_ path: String) throws(Failure) {
        self.path = path
        // Random, so that a draft that a killed process left is in nobody's way.
        draft = "\(path).\(UInt64.random(in: 0 ... .max)).new"
        descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let code = errno
            let line = "\(path) can't be made: \(String(cString: strerror(code)))"
            switch code {
            case EACCES, EPERM, EROFS: throw .notPermitted(line)
            default: throw .unavailable(line)
            }
        }
    }

    deinit {
        close(descriptor)
        unlink(draft)
    }

    /// Writes a file of this content.
    ///
    /// - Returns: False when there is a file already, which stays as it is.
    static func create(_ path: String, content: String) throws(Failure) -> Bool {
        let file = try NewFile(path)
        let bytes = Array(content.utf8)
        guard write(file.descriptor, bytes, bytes.count) == bytes.count else { throw failure(path) }
        return try file.publish()
    }

    /// Gives the file its name, and makes both durable.
    ///
    /// - Returns: False when there is a file already, which stays as it is.
    borrowing func publish() throws(Failure) -> Bool {
        guard fsync(descriptor) == 0 else { throw Self.failure(path) }
        guard link(draft, path) == 0 else {
            if errno == EEXIST { return false }
            throw Self.failure(path)
        }
        guard Self.syncFolder(of: path) else { throw Self.failure(path) }
        return true
    }

    private static func failure(_ path: String) -> Failure {
        .unavailable("\(path) can't be written: \(String(cString: strerror(errno)))")
    }

    /// Makes the file's name as durable as its content.
    private static func syncFolder(of path: String) -> Bool {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }
}
