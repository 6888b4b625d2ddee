import BoundedCache

/// Documents that were decoded lately, each with the bytes that it was made of.
///
/// Nothing stale can come of it: the store is read each time, and a decoded value serves only when the bytes are the same.
/// Comparing a kilobyte takes a fraction of what decoding it takes.
@usableFromInline
final class DecodedDocuments<Document: StoredDocument>: Sendable {
    /// A class, so that a look-up counts one reference rather than each of the document's own.
    @usableFromInline
    final class Entry: Sendable {
        @usableFromInline let bson: BSONDocument
        @usableFromInline let document: Document

        @inlinable
        init(bson: BSONDocument, document: Document) {
            self.bson = bson
            self.document = document
        }
    }

    /// The longest document that is kept, in bytes.
    @usableFromInline static var maximumLength: Int { 8192 }

    @usableFromInline let entries: BoundedCache<Document.ID, Entry>

    init(capacity: Int) {
        entries = BoundedCache(capacity: capacity)
    }

    @inlinable
    func entry(_ id: Document.ID) -> Entry? {
        entries.value(for: id)
    }

    @inlinable
    func insert(_ document: Document, of bson: BSONDocument) {
        // The bound is a count: nobody fills the memory with a few thousand documents of megabytes.
        guard bson.bytes.count <= Self.maximumLength else { return }
        entries.insert(Entry(bson: bson, document: document), for: document.id)
    }
}
