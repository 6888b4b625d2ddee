extension BSONDocument {
    /// Appends an element; an earlier one of the same name stays.
    ///
    /// - Precondition: Names have no NUL character, nor have regular expressions. Use `append(checking:_:)` for names from outside.
    public mutating func append(_ name: String, _ value: BSONValue) {
        precondition(!name.utf8.contains(0), "A BSON name can't have a NUL character")
        appendElement(value.type, name) { BSONWriter.write(value, to: &$0) }
    }

    /// Appends an element whose name comes from outside of the program.
    ///
    /// - Throws: `BSONError.invalidName` when the name has a NUL character.
    public mutating func append(checking name: String, _ value: BSONValue) throws(BSONError) {
        if name.utf8.contains(0) { throw .invalidName }
        append(name, value)
    }
}
