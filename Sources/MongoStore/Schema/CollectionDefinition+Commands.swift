import DocumentStore

/// The commands that make a collection what it was declared to be.
extension CollectionDefinition {
    /// `create`, with the validator.
    var createCommand: BSONDocument {
        var command: BSONDocument = ["create": .string(name)]
        command.append("validator", .document(validator))
        command.append("validationLevel", "moderate")
        command.append("writeConcern", .majority)
        return command
    }

    /// `collMod`, which replaces the validator of a collection that exists.
    var modifyCommand: BSONDocument {
        [
            "collMod": .string(name), "validator": .document(validator), "validationLevel": "moderate",
            "writeConcern": .majority,
        ]
    }

    /// `listCollections` of this collection alone, which tells the validator it has.
    var describeCommand: BSONDocument {
        ["listCollections": .int32(1), "filter": ["name": .string(name)]]
    }

    /// `createIndexes` of all declared indexes; nil when only `_id` is indexed.
    var createIndexesCommand: BSONDocument? {
        let specifications = indexes.compactMap(\.specification)
        guard !specifications.isEmpty else { return nil }
        return [
            "createIndexes": .string(name), "indexes": .array(specifications.map { .document($0) }),
            "writeConcern": .majority,
        ]
    }

    /// The `$jsonSchema` of the declared field types. Fields may be missing: migrations add them one document at a
    /// time.
    var validator: BSONDocument {
        let properties = fieldTypes.map { rule in
            (rule.field, ["bsonType": .array(rule.types.map { .string($0) })] as BSONValue)
        }
        return ["$jsonSchema": ["bsonType": "object", "properties": .document(BSONDocument(properties))]]
    }
}

extension IndexDefinition {
    /// The index as `createIndexes` takes it; nil for an order by `_id` alone, whose index is always there.
    fileprivate var specification: BSONDocument? {
        var specification: BSONDocument = ["name": .string(name)]
        switch kind {
        case .unique(let field):
            specification.append("key", .document(BSONDocument(field, .int32(1))))
            specification.append("unique", true)
            // Documents without the field don't collide.
            let condition = BSONDocument(field, ["$exists": true])
            specification.append("partialFilterExpression", .document(condition))
        case .ordered:
            guard walkedFields != ["_id"] else { return nil }
            specification.append("key", .document(BSONDocument(walkedFields.map { ($0, .int32(1)) })))
        case .strings(let field):
            specification.append("key", .document(BSONDocument(field, .int32(1))))
        case .expiring(let field):
            specification.append("key", .document(BSONDocument(field, .int32(1))))
            specification.append("expireAfterSeconds", .int32(0))
        }
        return specification
    }
}

extension BSONValue {
    fileprivate static let majority: BSONValue = ["w": "majority", "j": true]
}
