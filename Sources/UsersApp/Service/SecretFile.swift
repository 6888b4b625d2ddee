import Foundation
import Glibc

/// The secret that the embedded engine makes for itself, in a file that only its owner reads.
enum SecretFile {
    /// The secret in the file, which is made when it is missing; two processes at once agree on one.
    static func load(path: String) throws(Failure) -> [UInt8] {
        if let secret = try read(path) { return secret }
        try create(path)
        guard let secret = try read(path) else { throw .unavailable("\(path) vanished while it was made") }
        return secret
    }

    private static func read(_ path: String) throws(Failure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .notPermitted("\(path) can't be read: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        let text = String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
        do {
            return try SecretSource.secret(text.trimmingCharacters(in: .whitespacesAndNewlines), of: path)
        } catch {
            throw .setting(error)
        }
    }

    /// Makes the file's name as durable as its content.
    private static func syncFolder(of path: String) -> Bool {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    /// Writes a new secret beside the path and links it there: a reader sees the whole file or none, and the first one wins.
    private static func create(_ path: String) throws(Failure) {
        // Random, so that a draft that a killed process left is in nobody's way.
        let draft = "\(path).\(UInt64.random(in: 0 ... .max)).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .notPermitted("\(draft) can't be made: \(String(cString: strerror(errno)))")
        }
        defer { unlink(draft) }
        var generator = SystemRandomNumberGenerator()
        let secret = Data((0..<SecretSource.minimumLength).map { _ in UInt8.random(in: 0...255, using: &generator) })
        let text = Array("base64:\(secret.base64EncodedString())\n".utf8)
        let written = write(descriptor, text, text.count)
        let isDurable = fsync(descriptor) == 0
        close(descriptor)
        guard written == text.count, isDurable, link(draft, path) == 0 || errno == EEXIST, syncFolder(of: path)
        else {
            throw .unavailable("\(path) can't be written: \(String(cString: strerror(errno)))")
        }
    }
}
