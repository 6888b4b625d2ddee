import Foundation
import Glibc

/// The secret that the embedded engine makes for itself, in a file that only its owner reads.
enum SecretFile {
    /// The secret in the file, which is made when it is missing; two processes at once agree on one.
    static func load(path: String) throws(Failure) -> [UInt8] {
        if let secret = try read(path) { return secret }
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<SecretSource.minimumLength).map { _ in UInt8.random(in: 0...255, using: &generator) }
        // Who comes second reads what the first one made.
        _ = try create(path, bytes)
        guard let secret = try read(path) else { throw .unavailable("\(path) vanished while it was made") }
        return secret
    }

    /// The secret in the file; nil when there is none.
    static func read(_ path: String) throws(Failure) -> [UInt8]? {
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

    /// Writes a secret's file.
    ///
    /// - Returns: False when there is a file already, which stays as it is.
    static func create(_ path: String, _ secret: [UInt8]) throws(Failure) -> Bool {
        try NewFile.create(path, content: "base64:\(Data(secret).base64EncodedString())\n")
    }
}
