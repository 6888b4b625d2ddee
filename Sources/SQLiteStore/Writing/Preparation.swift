import DocumentStore

/// Makes tables of what collections declare, inside of a transaction.
struct Preparation {
    let connection: Connection

    /// Marks a new file as this service's, or checks that it is.
    func prepareLayout(path: String) throws(StoreError) {
        let version = Int(try connection.integer("PRAGMA user_version") ?? 0)
        if version > SQL.layoutVersion { throw .schemaTooNew(found: version, supported: SQL.layoutVersion) }
        let application = Int(try connection.integer("PRAGMA application_id") ?? 0)
        let tables = try connection.integer("SELECT count(*) FROM sqlite_schema") ?? 0
        if application == SQL.applicationID, version == SQL.layoutVersion { return }
        guard application == 0, tables == 0 else {
            throw .corrupt("\(path): an SQLite database of another program")
        }
        try connection.execute(SQL.createCollections)
        try connection.execute(SQL.createIndexes)
        try connection.execute("PRAGMA application_id = \(SQL.applicationID)")
        try connection.execute("PRAGMA user_version = \(SQL.layoutVersion)")
    }

    /// Makes the collection's table and those of its indexes, and fills the new ones.
    ///
    /// Indexes that are no longer declared stay, and stay maintained: another instance may use them.
    func prepare(_ collection: CollectionDefinition) throws(StoreError) {
        if try connection.integer(SQL.documentCount, .text(collection.name)) == nil {
            try connection.execute(SQL.createDocuments(collection.name))
            try connection.execute(SQL.insertCollection, .text(collection.name))
        }
        for index in collection.indexes {
            if let existing = try definition(of: index.name, in: collection.name) {
                guard existing == index.bson else {
                    throw .corrupt(
                        "the index \(index.name) of \(collection.name) differs from its declaration; "
                            + "an index that changes needs a new name")
                }
                continue
            }
            try connection.execute(SQL.createEntries(index.name, of: collection.name))
            try connection.execute(
                SQL.insertIndex, .text(collection.name), .text(index.name), .slice(index.bson.bytes))
            let writer = CollectionWriter(connection: connection, collection: collection.name, indexes: [])
            try writer.fill(index)
        }
    }

    private func definition(of index: String, in collection: String) throws(StoreError) -> BSONDocument? {
        var definition: BSONDocument?
        try connection.query(SQL.index, .text(collection), .text(index)) { row throws(StoreError) in
            definition = try row.document(0)
            return false
        }
        return definition
    }
}
