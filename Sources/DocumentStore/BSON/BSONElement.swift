/// A named value in a document.
public struct BSONElement: Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// The field's value.
    public var value: BSONValue

    /// Makes an element.
    public init(name: String, value: BSONValue) {
        self.name = name
        self.value = value
    }
}
