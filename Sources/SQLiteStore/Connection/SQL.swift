import DocumentStore

/// The tables of a database, and the statements on them.
///
/// A collection is a table of documents. An index is a table of its own whose keys sort as the index does, and which names the
/// document by its row: maintained here rather than by SQLite, as an array has several keys and BSON an order of its own.
enum SQL {
    /// The layout's version, kept as SQLite's `user_version`.
    static let layoutVersion = 1
    /// SQLite's `application_id`: this service's files, `Usr1` in ASCII.
    static let applicationID = 0x5573_7231

    static let createCollections =
        #"CREATE TABLE ".collections" (name TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID"#
    static let createIndexes = """
        CREATE TABLE ".indexes" (collection TEXT, name TEXT, definition BLOB NOT NULL, PRIMARY KEY (collection, name)) \
        WITHOUT ROWID
        """

    static let allIndexes = #"SELECT collection, name, definition FROM ".indexes""#
    static let index = #"SELECT definition FROM ".indexes" WHERE collection = ? AND name = ?"#
    static let insertIndex = #"INSERT INTO ".indexes" (collection, name, definition) VALUES (?, ?, ?)"#
    static let insertCollection = #"INSERT INTO ".collections" (name, documents) VALUES (?, 0)"#

    static func createDocuments(_ collection: String) -> String {
        """
        CREATE TABLE "\(collection)" \
        (row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, revision INTEGER, document BLOB NOT NULL)
        """
    }

    static func createEntries(_ index: String, of collection: String) -> String {
        "CREATE TABLE \(entries(index, of: collection)) (key BLOB PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID"
    }

    /// The table of an index: a dot is in no name, so no two share one.
    static func entries(_ index: String, of collection: String) -> String {
        "\"\(collection).\(index)\""
    }

    static let documentCount = #"SELECT documents FROM ".collections" WHERE name = ?"#
    static let addToDocumentCount = #"UPDATE ".collections" SET documents = documents + ? WHERE name = ?"#

    static func find(in collection: String) -> String {
        "SELECT document FROM \"\(collection)\" WHERE id = ?"
    }

    static func find(by index: String, in collection: String) -> String {
        "SELECT document FROM \(entries(index, of: collection)) AS e JOIN \"\(collection)\" USING (row) WHERE e.key = ?"
    }

    static func insertDocument(into collection: String) -> String {
        "INSERT OR IGNORE INTO \"\(collection)\" (id, revision, document) VALUES (?, ?, ?)"
    }

    static func insertEntry(_ index: String, of collection: String) -> String {
        "INSERT OR IGNORE INTO \(entries(index, of: collection)) (key, row) VALUES (?, ?)"
    }

    static func insertEntries(_ count: Int, _ index: String, of collection: String) -> String {
        insertEntry(index, of: collection) + String(repeating: ", (?, ?)", count: count - 1)
    }

    static func deleteEntry(_ index: String, of collection: String) -> String {
        "DELETE FROM \(entries(index, of: collection)) WHERE key = ?"
    }

    static func current(in collection: String) -> String {
        "SELECT row, document FROM \"\(collection)\" WHERE id = ? AND revision = ?"
    }

    static func replace(in collection: String) -> String {
        "UPDATE \"\(collection)\" SET revision = ?, document = ? WHERE id = ? AND revision = ?"
    }

    static func delete(in collection: String) -> String {
        "DELETE FROM \"\(collection)\" WHERE row = ?"
    }

    static func document(in collection: String) -> String {
        "SELECT document FROM \"\(collection)\" WHERE row = ?"
    }

    static func documents(of collection: String) -> String {
        "SELECT row, id, document FROM \"\(collection)\""
    }

    /// The rows of an index's range.
    static func rows(of index: String, in collection: String) -> String {
        "SELECT row FROM \(entries(index, of: collection)) WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
    }

    /// How many documents are in an ordered index's range.
    static func countEntries(of index: String, in collection: String) -> String {
        "SELECT count(*) FROM \(entries(index, of: collection)) WHERE key >= ? AND key < ?"
    }

    /// How many documents are in the range of an index in which a document may have several entries.
    static func countRows(of index: String, in collection: String) -> String {
        "SELECT count(DISTINCT row) FROM \(entries(index, of: collection)) WHERE key >= ? AND key < ?"
    }

    /// How many entries are in an index's range, counted up to `limit`.
    static func countEntries(of index: String, in collection: String, upTo limit: Int64) -> String {
        """
        SELECT count(*) FROM (SELECT 1 FROM \(entries(index, of: collection)) WHERE key >= ? AND key < ? LIMIT \(limit))
        """
    }

    /// A page of an index's range; skips in the index, before it looks at a document.
    static func page(_ index: String, of collection: String, _ order: PageQuery.Order) -> String {
        """
        SELECT document FROM (SELECT key, row FROM \(entries(index, of: collection)) \
        WHERE key >= ? AND key < ? ORDER BY key \(direction(order)) LIMIT ? OFFSET ?) AS e \
        CROSS JOIN "\(collection)" AS d ON d.row = e.row ORDER BY e.key \(direction(order))
        """
    }

    /// The documents of an index's range in its order, to be read for as long as more are needed.
    static func walk(_ index: String, of collection: String, _ order: PageQuery.Order) -> String {
        """
        SELECT document FROM \(entries(index, of: collection)) AS e \
        CROSS JOIN "\(collection)" AS d ON d.row = e.row \
        WHERE e.key >= ? AND e.key < ? ORDER BY e.key \(direction(order))
        """
    }

    private static func direction(_ order: PageQuery.Order) -> String {
        order == .ascending ? "ASC" : "DESC"
    }
}
