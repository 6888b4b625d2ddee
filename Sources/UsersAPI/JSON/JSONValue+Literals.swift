/// Values are written as Swift literals.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Makes the value of a literal.
    public init(stringLiteral value: String) { self = .string(value) }
    /// Makes the value of a literal.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// Makes the value of a literal.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// Makes the value of a literal.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Makes the value of a literal.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
}
