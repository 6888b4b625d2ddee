import DocumentStore
import GRDB
import GRDBSQLite

/// One connection to the database file, with its prepared statements.
///
/// Its methods other than `use` are for `body` of `use` alone.
final class Connection: @unchecked Sendable {
    // Sendable: its owner, the writer's thread or the pool that lends it to one thread at a time, sees to it that nobody else is in
    // `use`, and everything mutable is touched only there. GRDB's queue would see to the same, for 2 us a read.
    private let queue: DatabaseQueue
    private let isReadOnly: Bool
    private let database: Database
    private var statements: [String: PreparedStatement] = [:]

    /// Opens the file, which must exist.
    init(path: String, isReadOnly: Bool, busyTimeout: Duration) throws(StoreError) {
        self.isReadOnly = isReadOnly
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        configuration.label = isReadOnly ? "sqlite-read" : "sqlite-write"
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            database = queue.unsafeRead { $0 }
        } catch let error as DatabaseError {
            throw StoreError(sqliteCode: error.extendedResultCode.rawValue, message: "\(path): \(error.message ?? "")")
        } catch {
            throw .unavailable("\(path): \(error)")
        }
    }

    /// Runs `body` on the calling thread, which must be the only one here.
    func use<Value>(_ body: (Connection) throws(StoreError) -> Value) throws(StoreError) -> Value {
        // A commit calls hooks of GRDB's, which ask for its queue; a read calls none.
        if isReadOnly { return try body(self) }
        // A Result, as GRDB has no typed throws.
        let outcome = queue.unsafeRead { _ in Result { () throws(StoreError) in try body(self) } }
        return try outcome.get()
    }

    /// Closes the connection; it must not be used any more. Without effect the second time.
    func close() {
        statements = [:]
        // Fails only while statements are open; then the last reference closes it.
        try? queue.close()
    }

    /// Runs a statement and passes rows to `body`, until that answers false.
    func query(_ sql: String, _ values: SQLValue..., row body: (Row) throws(StoreError) -> Bool) throws(StoreError) {
        try statement(sql).run(values, body)
    }

    /// Runs a statement; returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: SQLValue...) throws(StoreError) -> Int {
        try statement(sql).run(values)
        return changeCount
    }

    /// The number in the first row; nil without a row.
    func integer(_ sql: String, _ values: SQLValue...) throws(StoreError) -> Int64? {
        var result: Int64?
        try statement(sql).run(values) { row throws(StoreError) in
            result = row.integer(0)
            return false
        }
        return result
    }

    /// The row id that the last insert made.
    var lastInsertedRow: Int64 {
        sqlite3_last_insert_rowid(database.sqliteConnection)
    }

    /// The header of the WAL index, valid for as long as the connection is open.
    var walIndexHeader: WALIndexHeader {
        WALIndexHeader(of: database.sqliteConnection)
    }

    /// True between BEGIN and COMMIT; some failures end the transaction by themselves.
    var isInTransaction: Bool {
        sqlite3_get_autocommit(database.sqliteConnection) == 0
    }

    /// How many rows the last statement changed.
    var changeCount: Int {
        Int(sqlite3_changes(database.sqliteConnection))
    }

    /// The statement, for those who run it many times in `body` of one `use`.
    func statement(_ sql: String) throws(StoreError) -> PreparedStatement {
        if let statement = statements[sql] { return statement }
        do {
            let statement = PreparedStatement(try queue.unsafeReentrantRead { try $0.makeStatement(sql: sql) })
            statements[sql] = statement
            return statement
        } catch let error as DatabaseError {
            throw StoreError(sqliteCode: error.extendedResultCode.rawValue, message: error.message ?? "")
        } catch {
            throw .unavailable("\(error)")
        }
    }
}
