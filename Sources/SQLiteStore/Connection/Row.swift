import DocumentStore
import GRDBSQLite

/// A row of a running statement; valid until the next one.
struct Row {
    fileprivate let handle: OpaquePointer

    init(handle: OpaquePointer) {
        self.handle = handle
    }

    /// An integer; 0 for null.
    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    /// A string.
    func text(_ column: Int32) -> String {
        sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
    }

    /// A copy of the bytes.
    func bytes(_ column: Int32) -> [UInt8] {
        Array(buffer(column))
    }

    /// A document, checked.
    func document(_ column: Int32) throws(StoreError) -> BSONDocument {
        do {
            return try BSONDocument(validating: buffer(column))
        } catch {
            throw .corrupt("a stored document can't be read: \(error)")
        }
    }

    private func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
        // The address first: asking for it may change the length's meaning.
        let address = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: address, count: Int(sqlite3_column_bytes(handle, column)))
    }
}
