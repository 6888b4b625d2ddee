import DocumentStore
import GRDBSQLite

/// The one table from SQLite's result codes to the store's errors.
extension StoreError {
    /// The error that a connection reported last.
    init(sqlite connection: OpaquePointer?) {
        let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
        self.init(sqliteCode: sqlite3_extended_errcode(connection), message: message)
    }

    /// The error for a result code, extended or not; https://www.sqlite.org/rescode.html.
    init(sqliteCode code: Int32, message: String) {
        switch code & 0xFF {
        case SQLITE_FULL: self = .full(message)
        case SQLITE_PERM, SQLITE_AUTH, SQLITE_READONLY: self = .accessDenied(message)
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: self = .corrupt(message)
        case SQLITE_TOOBIG: self = .documentTooLarge
        // Statements that don't fit the tables, or keys that don't fit each other: the file was changed by something else.
        case SQLITE_ERROR, SQLITE_SCHEMA, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE: self = .corrupt(message)
        default: self = .unavailable("\(message) (SQLite code \(code))")
        }
    }
}
