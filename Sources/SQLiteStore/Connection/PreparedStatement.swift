import DocumentStore
import GRDB
import GRDBSQLite

/// A statement of one connection, run through SQLite's own functions: GRDB's would make a `Data` and a `Row` of every document.
struct PreparedStatement {
    /// Keeps the handle open.
    private let statement: Statement

    private var handle: OpaquePointer { statement.sqliteStatement }

    init(_ statement: Statement) {
        self.statement = statement
    }

    /// Runs the statement and passes rows to `body`, until that answers false.
    func run(_ values: [SQLValue], _ body: (Row) throws(StoreError) -> Bool = { _ throws(StoreError) in true })
        throws(StoreError)
    {
        // A statement that is not reset keeps its read transaction open.
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: if try !body(Row(handle: handle)) { return }
            case SQLITE_DONE: return
            default: throw StoreError(sqlite: sqlite3_db_handle(handle))
            }
        }
    }

    private func bind(_ value: SQLValue, at index: Int32) throws(StoreError) {
        let code =
            switch value {
            case .integer(let value): sqlite3_bind_int64(handle, index, Int64(value))
            case .long(let value?): sqlite3_bind_int64(handle, index, value)
            case .long(nil): sqlite3_bind_null(handle, index)
            case .text(let value): sqlite3_bind_text(handle, index, value, Int32(value.utf8.count), Self.copied)
            case .bytes(let value): value.withUnsafeBytes { bind($0, at: index) }
            case .slice(let value): value.withUnsafeBytes { bind($0, at: index) }
            }
        if code != SQLITE_OK { throw StoreError(sqlite: sqlite3_db_handle(handle)) }
    }

    private func bind(_ bytes: UnsafeRawBufferPointer, at index: Int32) -> Int32 {
        // An empty array may have no address, which SQLite would bind as null.
        guard let address = bytes.baseAddress, !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
        return sqlite3_bind_blob64(handle, index, address, UInt64(bytes.count), Self.copied)
    }

    /// SQLITE_TRANSIENT, a cast that Swift doesn't import: SQLite copies what is bound.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
