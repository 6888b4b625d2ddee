import Synchronization

/// A document as it was read, shared by all who find it while it stays the same, with what was made of it meanwhile.
public final class Decoded<Document: StoredDocument>: Sendable {
    /// The document.
    public let document: Document
    @usableFromInline let bson: BSONDocument
    @usableFromInline let made = Mutex<[any AnyObject & Sendable]>([])

    @usableFromInline
    init(_ document: Document, of bson: BSONDocument) {
        self.document = document
        self.bson = bson
    }

    /// What `make` makes of the document; made once for each type of value, of which there should be few.
    ///
    /// Inlinable, and of objects, so that telling their types apart costs next to nothing.
    @inlinable
    public func made<Value: AnyObject & Sendable>(_ make: (Document) -> Value) -> Value {
        let known: Value? = made.withLock { values in
            for value in values {
                if let value = value as? Value { return value }
            }
            return nil
        }
        if let known { return known }
        let value = make(document)
        made.withLock { $0.append(value) }
        return value
    }
}
