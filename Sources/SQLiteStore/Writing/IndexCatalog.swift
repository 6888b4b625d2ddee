import DocumentStore
import Synchronization

/// The indexes that the database has, of all programs that ever prepared it.
///
/// Writers maintain these rather than what they declare: during an upgrade an older instance keeps a newer one's index right.
final class IndexCatalog: Sendable {
    private struct State {
        var schemaVersion: Int64?
        var indexes: [String: [IndexDefinition]] = [:]
    }

    private let state = Mutex(State())

    /// The indexes of a collection, at the current transaction.
    func indexes(of collection: String, on connection: Connection) throws(StoreError) -> [IndexDefinition] {
        // SQLite counts changes of the schema, whoever made them; making an index makes a table.
        let version = try connection.integer("PRAGMA schema_version")
        if let indexes = state.withLock({ $0.schemaVersion == version ? $0.indexes : nil }) {
            return indexes[collection] ?? []
        }
        let indexes = try load(on: connection)
        state.withLock { $0 = State(schemaVersion: version, indexes: indexes) }
        return indexes[collection] ?? []
    }

    /// The indexes of a collection as they were at the last write; none before that.
    func knownIndexes(of collection: String) -> [IndexDefinition] {
        state.withLock { $0.indexes[collection] ?? [] }
    }

    /// Forgets what is known: after a transaction was rolled back, the same version may come to mean something else.
    func forget() {
        state.withLock { $0 = State() }
    }

    private func load(on connection: Connection) throws(StoreError) -> [String: [IndexDefinition]] {
        var indexes: [String: [IndexDefinition]] = [:]
        try connection.query(SQL.allIndexes) { row throws(StoreError) in
            let index = try IndexDefinition(name: row.text(1), bson: row.document(2))
            indexes[row.text(0), default: []].append(index)
            return true
        }
        return indexes
    }
}
