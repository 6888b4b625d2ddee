extension CollectionDefinition {
    /// Applies `fieldTypes` to a document that is about to be written, as MongoDB's `$jsonSchema` does.
    ///
    /// - Throws: `StoreError.corrupt` when a field that is present has a type that is not declared.
    public func check(_ document: BSONDocument) throws(StoreError) {
        for rule in fieldTypes {
            guard let value = document[rule.field], !rule.types.contains(value.typeName) else { continue }
            throw .corrupt("the schema of \(name) refuses the document: \(rule.field) is of type \(value.typeName)")
        }
    }
}

extension BSONValue {
    /// The type in the words of MongoDB's `$type`.
    fileprivate var typeName: String {
        switch type {
        case .double: "double"
        case .string: "string"
        case .document: "object"
        case .array: "array"
        case .binary: "binData"
        case .objectID: "objectId"
        case .bool: "bool"
        case .dateTime: "date"
        case .null: "null"
        case .regularExpression: "regex"
        case .javaScript: "javascript"
        case .int32: "int"
        case .timestamp: "timestamp"
        case .int64: "long"
        case .decimal128: "decimal"
        case .minKey: "minKey"
        case .maxKey: "maxKey"
        }
    }
}
