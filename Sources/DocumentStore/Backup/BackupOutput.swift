import Crypto
import Glibc

/// Writes to a file in pieces, and knows the SHA-256 of it all.
struct BackupOutput {
    /// How many bytes were written, or wait for it.
    private(set) var byteCount = 0

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var hash = SHA256()

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        buffer.reserveCapacity(2 * BackupFormat.pieceLength)
    }

    /// Appends bytes.
    ///
    /// - Throws: `BackupError.unwritable`.
    mutating func append(_ bytes: some Collection<UInt8>) throws(BackupError) {
        buffer.append(contentsOf: bytes)
        byteCount += bytes.count
        if buffer.count >= BackupFormat.pieceLength { try flush() }
    }

    /// Appends the checksum, and hands everything to the system.
    mutating func finish() throws(BackupError) {
        try flush()
        try append(Array(hash.finalize()))
        try flush()
    }

    private mutating func flush() throws(BackupError) {
        buffer.withUnsafeBytes { hash.update(bufferPointer: $0) }
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0, errno != EINTR { throw .unwritable(String(cString: strerror(errno))) }
            written += max(count, 0)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
