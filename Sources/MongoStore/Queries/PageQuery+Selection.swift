import DocumentStore

extension PageQuery {
    /// True when no document is left out, cursor, skip and limit aside.
    var selectsAll: Bool {
        prefix.isEmpty && lowerBound == nil && upperBound == nil && filters.isEmpty
    }

    /// The conditions that select documents, whatever the page.
    var selection: [BSONDocument] {
        let fields = index.walkedFields
        var conditions = zip(fields, prefix).map { BSONDocument($0, $1.asOperand) }
        // The server compares these with values of the bound's own type alone, as the interface wants it.
        var bounds = BSONDocument()
        if let lowerBound { bounds.append("$gte", lowerBound) }
        if let upperBound { bounds.append("$lt", upperBound) }
        if !bounds.isEmpty { conditions.append(BSONDocument(fields[prefix.count], .document(bounds))) }
        return conditions + filters.map(\.condition)
    }
}

extension PageQuery.Filter {
    fileprivate var condition: BSONDocument {
        switch self {
        case .equals(let field, let value):
            return BSONDocument(field, value.asOperand)
        case .hasPrefix(let index, let prefix):
            guard case .strings(let field) = index.kind else {
                preconditionFailure("\(index.name) is not over strings")
            }
            // One element must be in the range; without $elemMatch, two could share the bounds.
            var range: BSONDocument = ["$gte": .string(prefix)]
            if let end = prefix.endOfPrefixed { range.append("$lt", .string(end)) }
            return BSONDocument(field, ["$elemMatch": .document(range)])
        }
    }
}

extension String {
    /// The first string, byte by byte, after all that begin with this one; nil when there is none.
    ///
    /// UTF-8 sorts like its code points, so the last one that can be raised is; the bytes' own successor might not be
    /// UTF-8.
    var endOfPrefixed: String? {
        var scalars = Array(unicodeScalars)
        while let last = scalars.popLast() {
            // Past the surrogates, which are no characters; nothing follows U+10FFFF.
            let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
            if let scalar = Unicode.Scalar(next) {
                var end = String.UnicodeScalarView(scalars)
                end.append(scalar)
                return String(end)
            }
        }
        return nil
    }
}
