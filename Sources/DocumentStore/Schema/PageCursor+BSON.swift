/// Cursors as a migration's progress keeps them.
extension PageCursor {
    var bson: BSONDocument {
        ["key": .array(key), "id": id]
    }

    /// Reads what `bson` wrote; nil for anything else.
    init?(bson: BSONDocument) {
        guard let key = bson["key"]?.arrayValue, let id = bson["id"] else { return nil }
        self.init(key: key, id: id)
    }
}
