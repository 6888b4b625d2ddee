import DocumentStore

extension PageCursor {
    /// Whether this can be a position of a walk along the index: cursors come from clients.
    func isPosition(on index: IndexDefinition, startingWith start: [BSONValue]) -> Bool {
        guard case .ordered(let fields) = index.kind else { return false }
        return key.count == fields.count && key.starts(with: start) && id.objectIDValue != nil
    }
}
