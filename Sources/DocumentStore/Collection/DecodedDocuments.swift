import BoundedCache

/// Documents that were decoded lately, each with the bytes that it was made of.
///
/// Nothing stale can come of it: the store is read each time, and a decoded value serves only when the bytes are the same.
/// Comparing a kilobyte takes a fraction of what decoding it takes.
final class DecodedDocuments<Document: StoredDocument>: Sendable {
    private struct Entry {
        let bson: BSONDocument
        let document: Document
    }

    private let entries: BoundedCache<Document.ID, Entry>

    init(capacity: Int) {
        entries = BoundedCache(capacity: capacity)
    }

    func document(_ id: Document.ID, of bson: BSONDocument) -> Document? {
        guard let entry = entries.value(for: id), entry.bson == bson else { return nil }
        return entry.document
    }

    func insert(_ document: Document, of bson: BSONDocument) {
        entries.insert(Entry(bson: bson, document: document), for: document.id)
    }
}
