/// A declared index. Both engines give it the same name, so that a conflict can be told by it.
public struct IndexDefinition: Sendable, Hashable {
    /// What the index is for. Fields are names at the document's top level.
    public enum Kind: Sendable, Hashable {
        /// No two documents share a value of the field; of an array, each element is a key. Documents without the field don't count.
        ///
        /// A null is a key like any other, and MongoDB takes an empty array for one too: leave the field out instead.
        case unique(field: String)
        /// Documents in the order of these fields, then of `_id`; `page` and `count` go along it. A missing field sorts as null.
        ///
        /// Types sort as in MongoDB: null, numbers, strings, objects, binary, ObjectIds, booleans, dates. The fields must not have
        /// arrays, which MongoDB would index element by element.
        case ordered(fields: [String])
        /// Each string of an array field, for `PageQuery.Filter.hasPrefix`.
        case strings(field: String)
        /// Documents expire at the date in this field; those without it never do.
        case expiring(field: String)
    }

    /// The index's name, unique in its collection: letters, digits and `_`.
    public let name: String
    /// What the index is for.
    public let kind: Kind

    /// Makes a definition.
    public init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}
