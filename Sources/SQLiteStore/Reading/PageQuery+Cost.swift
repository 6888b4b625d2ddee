import DocumentStore

extension PageQuery {
    /// True when no document is left out, cursor, skip and limit aside.
    var selectsAll: Bool {
        prefix.isEmpty && lowerBound == nil && upperBound == nil && filters.isEmpty
    }

    /// True when a page takes so few steps that it may be read on an event loop: about 2 us a document, 0.1 us a skipped one.
    var isShort: Bool {
        filters.isEmpty && skip <= 1000 && limit <= 200
    }
}
