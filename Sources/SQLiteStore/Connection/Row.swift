import DocumentStore
import GRDBSQLite
import Glibc

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

    /// A document, checked; `known` itself where the bytes are the same.
    func document(_ column: Int32, known: BSONDocument? = nil) throws(StoreError) -> BSONDocument {
        let bytes = buffer(column)
        if let known, known.bytes.withUnsafeBytes({ Self.areSame($0, bytes) }) { return known }
        do {
            return try BSONDocument(validating: bytes)
        } catch {
            throw .corrupt("a stored document can't be read: \(error)")
        }
    }

    private static func areSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress else {
            return false
        }
        return memcmp(first, second, left.count) == 0
    }

    private func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
        // The address first: asking for it may change the length's meaning.
        let address = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: address, count: Int(sqlite3_column_bytes(handle, column)))
    }
}
