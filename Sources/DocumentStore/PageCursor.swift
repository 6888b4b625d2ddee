/// A position on an ordered index: the values of its fields and the `_id` of the document that was there, which may be gone since.
public struct PageCursor: Sendable, Hashable {
    /// The index fields' values, in the index's order.
    public let key: [BSONValue]
    /// The document's `_id`.
    public let id: BSONValue

    /// Makes a cursor.
    public init(key: [BSONValue], id: BSONValue) {
        self.key = key
        self.id = id
    }
}
