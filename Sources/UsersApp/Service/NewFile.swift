import Foundation
import Glibc

/// Files with secrets, for their owner alone.
enum NewFile {
    /// Writes a draft beside the path and links it there: a reader sees the whole file or none, and the first one wins.
    ///
    /// - Returns: False when there is a file already, which stays as it is.
    static func create(_ path: String, content: String) throws(Failure) -> Bool {
        // Random, so that a draft that a killed process left is in nobody's way.
        let draft = "\(path).\(UInt64.random(in: 0 ... .max)).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .notPermitted("\(path) can't be made: \(String(cString: strerror(errno)))")
        }
        defer { unlink(draft) }
        let bytes = Array(content.utf8)
        let written = write(descriptor, bytes, bytes.count)
        let isDurable = fsync(descriptor) == 0
        close(descriptor)
        guard written == bytes.count, isDurable else { throw failure(path) }
        guard link(draft, path) == 0 else {
            if errno == EEXIST { return false }
            throw failure(path)
        }
        guard syncFolder(of: path) else { throw failure(path) }
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
