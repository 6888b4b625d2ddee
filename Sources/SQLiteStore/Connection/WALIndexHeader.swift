import DocumentStore
import GRDBSQLite
import Synchronization

/// The header of the WAL index, memory that everybody who has the file open shares: every commit changes it before it returns.
///
/// Reading it tells in nanoseconds what a transaction would ask two locks for: whether anything was written.
/// The layout is that of https://www.sqlite.org/walformat.html#the_wal_index_file_format, section 2.1.
final class WALIndexHeader: Sendable {
    /// Its version, which SQLite has kept since 3.7.0.
    private static let version: UInt32 = 3_007_000
    /// The length of the index's first block, in bytes.
    private static let blockLength: Int32 = 32768

    /// Nil where the file has no such memory, and once it is closed.
    private let words: Mutex<Words?>

    private struct Words: @unchecked Sendable {
        // Sendable: other processes write here too, so it is read by atomic loads alone.
        let first: UnsafeMutablePointer<Atomic<UInt64>>

        func at(_ offset: Int) -> UInt64 { first[offset / 8].load(ordering: .acquiring) }
    }

    /// - Parameter connection: One that is in WAL mode and has read, and that stays open until `close()`.
    init(of connection: OpaquePointer?) {
        words = Mutex(Self.mapped(by: connection))
    }

    /// The state at the last commit; nil when there is no telling.
    ///
    /// A header that is being written gives a state that never was, or the one before: its commit has not returned yet.
    var state: StoreState? {
        words.withLock { words in
            guard let words else { return nil }
            // The counter of commits, the number of frames and of pages, the frames' checksum, the log's salt.
            return StoreState(SIMD4(words.at(8), words.at(16), words.at(24), words.at(32)))
        }
    }

    /// Lets go of the memory, before the connection does.
    func close() {
        words.withLock { $0 = nil }
    }

    private static func mapped(by connection: OpaquePointer?) -> Words? {
        var file: UnsafeMutablePointer<sqlite3_file>?
        guard sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK, let file,
            let methods = file.pointee.pMethods?.pointee, methods.iVersion >= 2, let map = methods.xShmMap
        else { return nil }
        var block: UnsafeMutableRawPointer?
        // Already mapped by the connection's first read: not made longer, and unmapped with the connection.
        guard map(file, 0, blockLength, 0, &block) == SQLITE_OK, let block,
            block.load(as: UInt32.self) == version
        else { return nil }
        return Words(first: block.assumingMemoryBound(to: Atomic<UInt64>.self))
    }
}
