/// What a JSON value may be: the part of JSON Schema 2020-12 that the messages need.
indirect enum Schema: Sendable {
    /// Text with bounds in code points and a `format`.
    case string(format: String? = nil, minLength: Int? = nil, maxLength: Int? = nil, pattern: String? = nil)
    /// One of these texts.
    case enumeration([String])
    case integer(ClosedRange<Int>? = nil)
    case boolean
    case array(Schema, maxItems: Int? = nil)
    /// An object with any keys and values of one schema.
    case map(Schema)
    /// Of `alternatives`, names of members, exactly one is there.
    case object([Property], alternatives: [String] = [])
    /// Any JSON object.
    case anyObject
    case nullable(Schema)
    /// A schema that the document lists by name.
    case named(String, Schema)

    /// One member of an object.
    struct Property: Sendable {
        var name: String
        var schema: Schema
        var isRequired: Bool
        var description: String?
        var example: JSONValue?
        /// Never answered, such as a password.
        var isWriteOnly = false
    }

    static let objectID = Schema.string(pattern: "^[0-9a-f]{24}$")
    static let instant = Schema.string(format: "date-time")
}
