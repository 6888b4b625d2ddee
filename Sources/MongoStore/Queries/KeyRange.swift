import DocumentStore

/// The part of an ordered index that a page walks: whole keys, `minimum` included, `maximum` not.
///
/// A field that is left open is filled with the smallest or the largest key there is.
struct KeyRange {
    /// The first key; nil for the index's own.
    let minimum: BSONDocument?
    /// The key after the last one; nil for the index's own end.
    let maximum: BSONDocument?

    /// The range of `query`, from its cursor on.
    init(_ query: PageQuery) {
        let fields = query.index.walkedFields
        func key(_ values: [BSONValue], then filler: BSONValue) -> BSONDocument {
            let padding = Array(repeating: filler, count: fields.count - values.count)
            return BSONDocument(zip(fields, values + padding).map { ($0, $1) })
        }
        func bound(_ bound: BSONValue?, else filler: BSONValue) -> BSONDocument? {
            if let bound { return key(query.prefix + [bound], then: .minKey) }
            return query.prefix.isEmpty ? nil : key(query.prefix, then: filler)
        }
        let cursor = query.after.map { key($0.key + [$0.id], then: .minKey) }
        let isAscending = query.order == .ascending
        let lower = bound(query.lowerBound, else: .minKey)
        let upper = bound(query.upperBound, else: .maxKey)
        minimum = isAscending ? cursor ?? lower : lower
        maximum = isAscending ? upper : cursor ?? upper
    }
}
