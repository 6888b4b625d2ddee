import BoundedCache

/// Documents that were decoded lately, each with the store's state before it was read.
///
/// Nothing stale can come of it: a decoded document serves only while the state is the same, or when the store was read again and
/// has the same bytes. Comparing a kilobyte takes a fraction of what decoding it takes.
@usableFromInline
final class DecodedDocuments<Document: StoredDocument>: Sendable {
    @usableFromInline
    struct Entry: Sendable {
        @usableFromInline let decoded: Decoded<Document>
        @usableFromInline let state: StoreState?

        @inlinable
        init(_ decoded: Decoded<Document>, at state: StoreState?) {
            self.decoded = decoded
            self.state = state
        }

        /// True when nothing was written since: the document is as it is stored.
        @inlinable
        func isCurrent(at state: StoreState?) -> Bool {
            state != nil && self.state == state
        }
    }

    /// The longest document that is kept, in bytes: an account with all the sessions that it may have takes 12,000.
    @usableFromInline static var maximumLength: Int { 16384 }

    @usableFromInline let entries: BoundedCache<Document.ID, Entry>

    init(capacity: Int) {
        entries = BoundedCache(capacity: capacity)
    }

    @inlinable
    func entry(_ id: Document.ID) -> Entry? {
        entries.value(for: id)
    }

    @inlinable
    func insert(_ decoded: Decoded<Document>, at state: StoreState?) {
        // The bound is a count: nobody fills the memory with a few thousand documents of megabytes.
        guard decoded.bson.bytes.count <= Self.maximumLength else { return }
        entries.insert(Entry(decoded, at: state), for: decoded.document.id)
    }
}
