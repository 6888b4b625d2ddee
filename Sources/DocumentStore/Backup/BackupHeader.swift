/// What a backup says of itself in front of its documents.
public struct BackupHeader: Sendable {
    /// When the backup was begun; it has at least all that was acknowledged until then.
    public let createdAt: BSONDateTime
    /// The version of the program that wrote it.
    public let program: String
    /// The secret that signs tokens, where the service made its own; nil where the keys are settings.
    public let secret: [UInt8]?
    /// The collections' names, in the order of their numbers; the first is the one of the schema's record.
    let collections: [String]

    init(program: String, secret: [UInt8]?, collections: [String]) {
        createdAt = .now
        self.program = program
        self.secret = secret
        self.collections = collections
    }

    init(bson: BSONDocument) throws(BSONError) {
        guard let createdAt = bson["created_at"]?.dateTimeValue else { throw .missingField("created_at") }
        guard let program = bson["program"]?.stringValue else { throw .missingField("program") }
        guard let names = bson["collections"]?.arrayValue else { throw .missingField("collections") }
        self.createdAt = createdAt
        self.program = program
        collections = names.compactMap(\.stringValue)
        guard collections.first == StoreSchema.metadata.name, Set(collections).count == names.count,
            names.count < Int(BackupFormat.end)
        else { throw .unexpectedValue(field: "collections") }
        secret = bson["secret"]?.binaryValue?.bytes
    }

    var bson: BSONDocument {
        var bson: BSONDocument = [
            "created_at": .dateTime(createdAt), "program": .string(program),
            "collections": .array(collections.map { .string($0) }),
        ]
        if let secret { bson.append("secret", .binary(BSONBinary(secret))) }
        return bson
    }
}
