import Crypto
import Glibc

/// Reads a file in pieces, and knows the SHA-256 of what was taken.
struct BackupInput {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var position = 0
    private var hash = SHA256()

    /// Reads from the file's beginning.
    init(_ descriptor: Int32) throws(BackupError) {
        self.descriptor = descriptor
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
    }

    /// The next bytes.
    ///
    /// - Throws: `BackupError.damaged` when there are fewer, `.unreadable`.
    mutating func take(_ count: Int) throws(BackupError) -> ArraySlice<UInt8> {
        guard try fill(count) else { throw .damaged("ends early") }
        defer { position += count }
        let bytes = buffer[position..<position + count]
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return bytes
    }

    /// The next document.
    ///
    /// - Throws: `BackupError.damaged` when there is none, `.unreadable`.
    mutating func document() throws(BackupError) -> BSONDocument {
        guard try fill(4) else { throw .damaged("ends early") }
        let length = buffer[position..<position + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard (5...BSONDocument.maximumStoredByteCount).contains(length) else { throw .unreadableDocument }
        let bytes = try take(length)
        do throws(BSONError) {
            return try BSONDocument(validating: bytes)
        } catch {
            throw .unreadableDocument
        }
    }

    /// Takes the checksum of all that was taken before, with which the file ends; returns it.
    ///
    /// - Throws: `BackupError.damaged` when it is another one, or not the end; `.unreadable`.
    mutating func finish() throws(BackupError) -> [UInt8] {
        let digest = Array(hash.finalize())
        guard try take(BackupFormat.checksumLength).elementsEqual(digest) else {
            throw .damaged("was changed: its checksum is another one")
        }
        guard try !fill(1) else { throw .damaged("has something after its end") }
        return digest
    }

    /// Reads until `count` bytes are at hand; false when the file ends before.
    private mutating func fill(_ count: Int) throws(BackupError) -> Bool {
        guard buffer.count - position < count else { return true }
        buffer.removeFirst(position)
        position = 0
        while buffer.count < count {
            let wanted = max(count - buffer.count, BackupFormat.pieceLength)
            var result = 0
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { bytes, length in
                repeat { result = read(descriptor, bytes.baseAddress, wanted) } while result < 0 && errno == EINTR
                length = max(result, 0)
            }
            if result < 0 { throw .unreadable(String(cString: strerror(errno))) }
            if result == 0 { return false }
            buffer += piece
        }
        return true
    }
}

extension BackupError {
    fileprivate static let unreadableDocument = BackupError.damaged("has something that is no document")
}
