/// A collection's name, indexes and the fields that its documents must have: both engines build it from this.
public struct CollectionDefinition: Sendable {
    /// The collection's name: letters, digits and `_`.
    public let name: String
    /// All indexes but the one on `_id`, which is always there.
    public let indexes: [IndexDefinition]
    /// The types of fields, where present; a second line of defence (MongoDB's `$jsonSchema`), not the domain's validation.
    public let fieldTypes: [FieldType]

    /// A field and the BSON types that it may have.
    public struct FieldType: Sendable {
        /// The top-level field's name.
        public let field: String
        /// The accepted types, in MongoDB's words: `string`, `bool`, `date`, `objectId`, `array`, `object`, `int`, `long`, `null`.
        public let types: [String]

        /// Makes the rule that `field`, where present, has one of `types`.
        public init(_ field: String, _ types: String...) {
            self.field = field
            self.types = types
        }
    }

    /// Makes a definition.
    public init(name: String, indexes: [IndexDefinition], fieldTypes: [FieldType] = []) {
        self.name = name
        self.indexes = indexes
        self.fieldTypes = fieldTypes
    }

    /// The index called `name`; nil when it is not declared.
    public func index(named name: String) -> IndexDefinition? {
        indexes.first { $0.name == name }
    }
}
