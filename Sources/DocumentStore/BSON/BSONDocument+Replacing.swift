extension BSONDocument {
    /// The document with another value for a field, in the same place; at the end where the field is missing.
    public func replacing(_ name: String, by value: BSONValue) -> BSONDocument {
        var result = BSONDocument()
        var isMissing = true
        for element in self {
            let isReplaced = element.name == name && isMissing
            result.append(element.name, isReplaced ? value : element.value)
            if isReplaced { isMissing = false }
        }
        if isMissing { result.append(name, value) }
        return result
    }
}
