extension JSONValue {
    /// Parses JSON as `init(parsing:)` does, but keeps those members of the object which have these names as they were written,
    /// whatever their numbers.
    ///
    /// - Throws: As `init(parsing:)`, and `JSONParsingError.memberTooDeep` for such a member.
    init(parsing bytes: [UInt8], keeping names: [String]) throws(JSONParsingError) {
        guard !names.isEmpty else {
            self = try JSONValue(parsing: bytes)
            return
        }
        var reader = try JSONTextReader(bytes)
        guard reader.skipBlanks() == UInt8(ascii: "{") else {
            self = try JSONValue(parsing: bytes)
            return
        }
        var kept: [String: JSONText] = [:]
        try reader.take(UInt8(ascii: "{"))
        if reader.skipBlanks() != UInt8(ascii: "}") {
            repeat {
                if reader.copy.count > 1 { try reader.take(UInt8(ascii: ",")) }
                guard case .string(let name) = try JSONValue(parsing: Array(try reader.readKey())) else { continue }
                if names.contains(name) { kept[name] = try reader.keepValue(of: name) } else { try reader.readValue() }
            } while reader.skipBlanks() == UInt8(ascii: ",")
        }
        try reader.take(UInt8(ascii: "}"))
        guard reader.skipBlanks() == nil else { throw reader.malformed }
        guard case .object(var members) = try JSONValue(parsing: reader.copy) else { throw reader.malformed }
        for (name, text) in kept where members[name] != nil {
            members[name] = text.typeName == "null" ? .null : .source(text)
        }
        self = .object(members)
    }
}

extension JSONTextReader {
    /// Reads a value apart, and copies null in its place.
    fileprivate mutating func keepValue(of name: String) throws(JSONParsingError) -> JSONText {
        var rest: [UInt8] = []
        swap(&rest, &copy)
        hasNullCharacter = false
        do {
            try readValue()
        } catch {
            throw error == .tooDeep ? .memberTooDeep(name) : error
        }
        let text = JSONText(text: String(decoding: copy, as: UTF8.self), hasNullCharacter: hasNullCharacter)
        swap(&rest, &copy)
        copy.append(contentsOf: "null".utf8)
        return text
    }
}
