import DocumentStore

/// A page as one `find`.
///
/// Two ways, as the server can't combine them. Without a prefix search the walk is pinned to its index: `min` and
/// `max` are positions in it, compared as whole keys in BSON's order, so that nulls and mixed types have their place
/// and the cursor's document may be gone. With one, the server chooses between the walk's index and the one over the
/// strings by trying both, and the position becomes a condition (`min` and `max` would force the walk, which for a
/// rare prefix reads the whole collection).
extension PageQuery {
    /// The conditions on documents.
    var findFilter: BSONDocument {
        var conditions = selection
        if let after {
            conditions.append(hasPrefixSearch ? comparison(with: after) : isNot(after))
        }
        return BSONDocument.all(conditions)
    }

    /// The options of `find`: the order, the range, one document more than asked for.
    var findOptions: BSONDocument {
        let direction: Int32 = order == .ascending ? 1 : -1
        var options: BSONDocument = [
            "sort": .document(BSONDocument(index.walkedFields.map { ($0, .int32(direction)) })),
            "skip": .int64(Int64(min(max(skip, 0), Self.maximumSkip))),
            "limit": .int64(Int64(limit) + 1),
            "batchSize": .int64(Int64(limit) + 1),
        ]
        if !hasPrefixSearch {
            options.append("hint", .document(BSONDocument(index.walkedFields.map { ($0, .int32(1)) })))
            let range = KeyRange(self)
            if let minimum = range.minimum { options.append("min", .document(minimum)) }
            if let maximum = range.maximum { options.append("max", .document(maximum)) }
        }
        return options
    }

    /// The position of a document on the walk.
    func position(of document: BSONDocument) -> PageCursor {
        let fields = index.walkedFields.filter { $0 != "_id" }
        return PageCursor(key: fields.map { document[$0] ?? .null }, id: document["_id"] ?? .null)
    }

    private var hasPrefixSearch: Bool {
        filters.contains { if case .hasPrefix = $0 { true } else { false } }
    }

    /// Excludes the cursor's document, unless it has moved on: `min` includes its bound.
    private func isNot(_ cursor: PageCursor) -> BSONDocument {
        let place = position(cursor).map { ($0, $1.asOperand) }
        return ["$nor": [.document(BSONDocument(place))]]
    }

    /// The cursor as a condition: `$expr` compares arrays element by element in BSON's order.
    private func comparison(with cursor: PageCursor) -> BSONDocument {
        let place = position(cursor)
        let fields = place.map { BSONValue.document(["$ifNull": .array([.string("$\($0.0)"), .null])]) }
        let values = place.map { BSONValue.document(["$literal": $0.1]) }
        let comparison = order == .ascending ? "$gt" : "$lt"
        return ["$expr": .document(BSONDocument(comparison, .array([.array(fields), .array(values)])))]
    }

    /// The names and values of the cursor's place on the index.
    private func position(_ cursor: PageCursor) -> [(String, BSONValue)] {
        let fields = index.walkedFields.filter { $0 != "_id" }
        precondition(fields.count == cursor.key.count, "A cursor of another index than \(index.name)")
        return Array(zip(fields, cursor.key)) + [("_id", cursor.id)]
    }
}
