import DocumentStore

/// A document that counts.
struct Counter: StoredDocument {
    let id: ObjectID
    var revision: Int64 = 1
    var count: Int64 = 0
    var badge: String?

    init(id: ObjectID = .generate()) {
        self.id = id
    }

    init(bson: BSONDocument) throws(BSONError) {
        guard let id = bson["_id"]?.objectIDValue else { throw .missingField("_id") }
        guard let revision = bson["revision"]?.intValue else { throw .missingField("revision") }
        guard let count = bson["count"]?.intValue else { throw .missingField("count") }
        self.id = id
        self.revision = revision
        self.count = count
        badge = bson["badge"]?.stringValue
    }

    var bson: BSONDocument {
        var bson: BSONDocument = ["_id": .objectID(id), "revision": .int64(revision), "count": .int64(count)]
        if let badge { bson.append("badge", .string(badge)) }
        return bson
    }
}
