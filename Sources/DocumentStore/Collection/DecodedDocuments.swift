import BoundedCache

/// Documents that were decoded lately, each with the bytes that it was made of and the store's state before they were read.
///
/// Nothing stale can come of it: a decoded value serves only while the state is the same, or when the store was read again and
/// has the same bytes. Comparing a kilobyte takes a fraction of what decoding it takes.
@usableFromInline
final class DecodedDocuments<Document: StoredDocument>: Sendable {
    /// A class, so that a look-up counts one reference rather than each of the document's own.
    @usableFromInline
    final class Entry: Sendable {
        @usableFromInline let bson: BSONDocument
        @usableFromInline let document: Document
        @usableFromInline let state: StoreState?

        @inlinable
        init(bson: BSONDocument, document: Document, state: StoreState?) {
            self.bson = bson
            self.document = document
            self.state = state
        }

        /// True when nothing was written since: the document is as it is stored.
        @inlinable
        func isCurrent(at state: StoreState?) -> Bool {
            state != nil && self.state == state
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
    func insert(_ document: Document, of bson: BSONDocument, at state: StoreState?) {
        // The bound is a count: nobody fills the memory with a few thousand documents of megabytes.
        guard bson.bytes.count <= Self.maximumLength else { return }
        entries.insert(Entry(bson: bson, document: document, state: state), for: document.id)
    }
}
