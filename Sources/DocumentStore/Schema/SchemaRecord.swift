/// The document that holds a store's schema version, and the lease of the instance that is changing it.
struct SchemaRecord: StoredDocument {
    /// The record's only id.
    static let id = "schema"

    /// The schema version that all documents have at least.
    var version: Int
    /// The version that a migration under way leads to; older programs stay away from then on.
    var target: Int
    /// Who may migrate; nil when nobody does.
    var owner: ObjectID?
    /// When the owner's lease ends unless it is renewed.
    var expiresAt: BSONDateTime?
    /// The version of the migration that was begun and not finished.
    var migration: Int?
    /// What that migration saved.
    var progress: BSONDocument
    /// The backup that is being restored into the store, by its checksum; nil when none is.
    var restoring: String?
    var revision: Int64

    var id: String { Self.id }

    /// The record of a store that has none yet.
    init() {
        version = 0
        target = 0
        progress = [:]
        revision = 1
    }

    init(bson: BSONDocument) throws(BSONError) {
        guard let version = bson["version"]?.intValue else { throw .missingField("version") }
        guard let revision = bson["revision"]?.intValue else { throw .missingField("revision") }
        self.version = Int(version)
        self.revision = revision
        target = Int(bson["target"]?.intValue ?? version)
        owner = bson["owner"]?.objectIDValue
        expiresAt = bson["expires_at"]?.dateTimeValue
        migration = bson["migration"]?.intValue.map { Int($0) }
        progress = bson["progress"]?.documentValue ?? [:]
        restoring = bson["restoring"]?.stringValue
    }

    var bson: BSONDocument {
        var bson: BSONDocument = [
            "_id": .string(id), "version": .int64(Int64(version)), "target": .int64(Int64(target)),
            "progress": .document(progress), "revision": .int64(revision),
        ]
        if let owner { bson.append("owner", .objectID(owner)) }
        if let expiresAt { bson.append("expires_at", .dateTime(expiresAt)) }
        if let restoring { bson.append("restoring", .string(restoring)) }
        if let migration { bson.append("migration", .int64(Int64(migration))) }
        return bson
    }
}
