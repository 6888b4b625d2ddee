/// A type of documents' ids.
public protocol DocumentID: Sendable, Hashable {
    /// The id as it stands in `_id`.
    var bsonValue: BSONValue { get }
}

extension ObjectID: DocumentID {
    /// An ObjectId.
    public var bsonValue: BSONValue { .objectID(self) }
}

extension String: DocumentID {
    /// A string.
    public var bsonValue: BSONValue { .string(self) }
}
