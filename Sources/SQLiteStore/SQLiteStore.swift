import DocumentStore
import Foundation
import GRDBSQLite
import Logging
import ThreadPool

/// The document store in a file of its own: SQLite in WAL mode, every acknowledged write on the disk.
///
/// Short reads happen on the calling thread, an event loop's too: they take a few microseconds, where a hop takes more.
/// Writes go through one thread that groups them. Other processes may use the file at the same time.
public final class SQLiteStore: DocumentStore {
    let readers: ReaderPool
    let writer: Writer
    let catalog = IndexCatalog()
    let longReads: ThreadPool
    private let connection: Connection
    private let header: WALIndexHeader
    private let logger: Logger

    /// Opens the file at `path`; makes it, and its folder, when they are missing.
    ///
    /// - Throws: `StoreError.accessDenied` when the file system refuses, `.corrupt` when the file is something else,
    ///   `.schemaTooNew` when a newer program laid it out, `.unavailable` when another process blocks it.
    public init(path: String, options: SQLiteStoreOptions = SQLiteStoreOptions(), logger: Logger) throws(StoreError) {
        try DatabaseFile(path: path).create()
        connection = try Connection(path: path, isReadOnly: false, busyTimeout: options.busyTimeout)
        try connection.use { connection throws(StoreError) in
            // GRDB sets NORMAL for WAL, which may lose the last transactions when the power fails.
            try connection.execute("PRAGMA synchronous = FULL")
            try connection.execute("PRAGMA journal_size_limit = 67108864")
            try connection.execute("PRAGMA cache_size = -\(options.writerCacheSize)")
            try connection.execute("PRAGMA wal_autocheckpoint = \(options.checkpointSize)")
            try connection.inTransaction { connection throws(StoreError) in
                try Preparation(connection: connection).prepareLayout(path: path)
            }
        }
        header = connection.walIndexHeader
        readers = try ReaderPool(count: ProcessInfo.processInfo.activeProcessorCount) { () throws(StoreError) in
            let reader = try Connection(path: path, isReadOnly: true, busyTimeout: options.busyTimeout)
            // In KiB: about 10,000 accounts stay at hand, where SQLite's default keeps a thousand.
            try reader.use { connection throws(StoreError) in _ = try connection.execute("PRAGMA cache_size = -16384") }
            return reader
        }
        writer = Writer(connection: connection, queueLimit: options.writeQueueLimit) { [catalog] in catalog.forget() }
        longReads = ThreadPool(
            name: "sqlite-read", threads: options.longReads, queueLimit: options.longReadQueueLimit)
        self.logger = logger
        logger.debug("Opened \(path) with SQLite \(String(cString: sqlite3_libversion()))")
    }

    /// Makes sure that nobody, another process included, has the file at `path` open at this moment.
    ///
    /// - Throws: `StoreError.unavailable` when somebody has.
    public static func checkUnused(path: String) throws(StoreError) {
        try DatabaseFile(path: path).checkUnused()
    }

    deinit {
        // Their threads hold what they need; without this they would wait for ever.
        writer.shutDown()
        longReads.shutDown()
    }

    /// The state by the file's WAL index, which changes with each commit, another process's too.
    public var state: StoreState? { header.state }

    /// Creates the tables that are missing, in one transaction; fills new indexes from the documents there are.
    ///
    /// - Throws: `StoreError.duplicateKey` when documents share a key of a new unique index, `.corrupt` when an index has
    ///   another definition than it was made with.
    public func prepare(_ collections: [CollectionDefinition]) async throws(StoreError) {
        try await writer.run { connection throws(StoreError) in
            for collection in collections { try Preparation(connection: connection).prepare(collection) }
        }
    }

    /// Reads from the file.
    public func ping() async throws(StoreError) {
        try readers.read { connection throws(StoreError) in
            _ = try connection.integer(SQL.documentCount, .text(""))
        }
    }

    /// Lets queued writes finish, then closes the file.
    public func close() async {
        await writer.close()
        longReads.shutDown()
        // The last connection to close empties and removes the write-ahead log, which a reader may not.
        readers.close()
        header.close()
        connection.close()
    }
}
