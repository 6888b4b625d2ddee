import DocumentStore

extension BSONValue {
    /// The value as a condition that a field equals it.
    ///
    /// A document would be read as operators (`{"$gt": ""}`) and a regular expression would be run; `$eq` takes
    /// either as what it is. Anything else stays bare, as the server has its shortest path for `{_id: value}` alone.
    var asOperand: BSONValue {
        switch self {
        case .document, .regularExpression: ["$eq": self]
        default: self
        }
    }
}
