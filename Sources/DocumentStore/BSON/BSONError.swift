/// Why bytes are not a BSON document, or a document is not what its reader expects.
public enum BSONError: Error, Sendable, Hashable {
    /// The bytes break the format at this offset, counted from the start of the outermost document.
    case malformed(offset: Int)
    /// A type that the format deprecates and this codec does not carry: undefined, DBPointer, symbol, code with scope.
    case unsupportedType(UInt8)
    /// Documents and arrays are nested deeper than `BSONDocument.maximumDepth`.
    case tooDeep
    /// An element's name has a NUL character, which the format can't carry.
    case invalidName
    /// A field that the reader needs is missing.
    case missingField(String)
    /// A field has another type, or a value out of range.
    case unexpectedValue(field: String)
}
