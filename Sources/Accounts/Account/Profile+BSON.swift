import DocumentStore

extension Profile {
    /// Reads one field of an account's document; false when it is none of the profile's.
    mutating func read(_ element: BSONElement) throws(BSONError) -> Bool {
        switch element.name {
        case "display_name": displayName = try element.optionalString()
        case "full_name": fullName = try element.optionalString()
        case "first_name": firstName = try element.optionalString()
        case "last_name": lastName = try element.optionalString()
        case "locale": locale = try element.optionalString()
        case "marketing_opt_in": marketingOptIn = try element.bool()
        case "avatar": avatar = try element.optionalString()
        case "extra": extra = try element.stringMap()
        case "preferences": preferences = try element.optionalString()
        case "attributes": attributes = try element.stringMap()
        default: return false
        }
        return true
    }

    /// Writes the fields that are set.
    func append(to document: inout BSONDocument) {
        document.append("display_name", string: displayName)
        document.append("full_name", string: fullName)
        document.append("first_name", string: firstName)
        document.append("last_name", string: lastName)
        document.append("locale", string: locale)
        if let marketingOptIn { document.append("marketing_opt_in", .bool(marketingOptIn)) }
        document.append("avatar", string: avatar)
        if let extra { document.append("extra", strings: extra) }
        document.append("preferences", string: preferences)
        if !attributes.isEmpty { document.append("attributes", strings: attributes) }
    }
}
