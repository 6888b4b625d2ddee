import DocumentStore

extension IndexDefinition {
    /// The fields of the walk along an ordered index, `_id` last.
    var walkedFields: [String] {
        guard case .ordered(let fields) = kind else { preconditionFailure("\(name) is not an ordered index") }
        return fields.contains("_id") ? fields : fields + ["_id"]
    }
}
