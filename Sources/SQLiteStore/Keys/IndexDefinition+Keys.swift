import DocumentStore

extension IndexDefinition {
    /// The keys that a document has in the index, each once; all but a unique index's end with the document's id, so none is shared.
    func keys(of document: BSONDocument, id: [UInt8]) -> [[UInt8]] {
        switch kind {
        case .unique(let field):
            switch document[field] {
            case nil: []
            case .array(let values): distinct(values.map { KeyEncoder.key($0) })
            case let value?: [KeyEncoder.key(value)]
            }
        case .ordered:
            [orderedKey(of: document, id: id)]
        case .strings(let field):
            distinct(
                (document[field]?.arrayValue ?? []).filter { $0.stringValue != nil }.map {
                    KeyEncoder.key([$0], id: id)
                })
        case .expiring(let field):
            if case .dateTime(let instant) = document[field] {
                [KeyEncoder.key([.dateTime(instant)], id: id)]
            } else {
                []
            }
        }
    }

    /// A document's only key in an ordered index.
    func orderedKey(of document: BSONDocument, id: [UInt8]) -> [UInt8] {
        KeyEncoder.key(orderedValues(of: document), id: id)
    }

    /// The values of an ordered index's fields; `_id` is left out, as it ends every key.
    func orderedValues(of document: BSONDocument) -> [BSONValue] {
        guard case .ordered(let fields) = kind else { preconditionFailure("\(name) is not an ordered index") }
        return fields.filter { $0 != "_id" }.map { document[$0] ?? .null }
    }

    private func distinct(_ keys: [[UInt8]]) -> [[UInt8]] {
        if keys.count < 2 { return keys }
        var known: Set<[UInt8]> = []
        return keys.filter { known.insert($0).inserted }
    }
}
