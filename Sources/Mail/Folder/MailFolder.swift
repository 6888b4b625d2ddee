import Foundation
import Glibc

/// A folder that takes mails as files, each written whole or not at all.
struct MailFolder {
    let path: String

    /// Writes `ID.eml`, in the place of an earlier attempt's.
    func store(_ message: OutgoingMessage) throws(MailError) {
        try make()
        // Random, so that a draft that a killed process left is in nobody's way.
        let draft = "\(path)/.\(message.id).\(UInt64.random(in: 0 ... .max)).new"
        do throws(MailError) {
            try write(message.bytes, to: draft)
            guard rename(draft, "\(path)/\(message.id).eml") == 0 else { throw failure("a mail can't be named") }
        } catch {
            unlink(draft)
            throw error
        }
        try sync()
    }

    private func make() throws(MailError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .temporary(reason: "the folder \(path) can't be made")
        }
    }

    private func write(_ bytes: [UInt8], to file: String) throws(MailError) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("a mail can't be made") }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("a mail can't be written") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw failure("a mail can't be written") }
    }

    /// Makes the file's name as durable as its content.
    private func sync() throws(MailError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("the folder can't be opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("the folder can't be written") }
    }

    /// Always temporary: a full disk and a missing permission are the operator's to mend.
    private func failure(_ problem: String) -> MailError {
        .temporary(reason: "\(problem) in \(path): \(String(cString: strerror(errno)))")
    }
}
