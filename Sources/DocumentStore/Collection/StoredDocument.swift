/// A type whose values are documents of a collection.
public protocol StoredDocument: Sendable {
    /// What identifies a document.
    associatedtype ID: DocumentID

    /// Reads a document.
    ///
    /// - Throws: `BSONError.missingField` or `.unexpectedValue` when the document is not one of these.
    init(bson: BSONDocument) throws(BSONError)

    /// The document, with `_id` and `revision`; fields that the type doesn't know should be in it as they were read.
    var bson: BSONDocument { get }

    /// The document's `_id`.
    var id: ID { get }

    /// The document's `revision`, which every write raises.
    var revision: Int64 { get set }

    /// The last writes, where a change must not be made twice; none by default.
    var writeMarks: WriteMarks { get set }
}

extension StoredDocument {
    /// A document whose changes may be made twice.
    public var writeMarks: WriteMarks {
        get { WriteMarks() }
        set {}
    }
}
