import DocumentStore

/// The indexes that the database has, of all programs that ever prepared it.
///
/// Writers maintain these rather than what they declare: during an upgrade an older instance keeps a newer one's index right.
final class IndexCatalog: @unchecked Sendable {
    // Sendable: read and changed only by operations on the writer's thread.
    private var schemaVersion: Int64?
    private var indexes: [String: [IndexDefinition]] = [:]

    /// The indexes of a collection, at the current transaction.
    func indexes(of collection: String, on connection: Connection) throws(StoreError) -> [IndexDefinition] {
        // SQLite counts changes of the schema, whoever made them; making an index makes a table.
        let version = try connection.integer("PRAGMA schema_version")
        if version != schemaVersion {
            indexes = try Self.load(on: connection)
            schemaVersion = version
        }
        return indexes[collection] ?? []
    }

    /// Forgets what is known, as the current transaction may be rolled back.
    func forget() {
        schemaVersion = nil
    }

    private static func load(on connection: Connection) throws(StoreError) -> [String: [IndexDefinition]] {
        var indexes: [String: [IndexDefinition]] = [:]
        try connection.query(SQL.allIndexes) { row throws(StoreError) in
            let index = try IndexDefinition(name: row.text(1), bson: row.document(2))
            indexes[row.text(0), default: []].append(index)
            return true
        }
        return indexes
    }
}
