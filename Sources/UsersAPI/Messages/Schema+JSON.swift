/// Schemas as JSON Schema 2020-12, which OpenAPI 3.1 embeds.
extension Schema {
    var json: JSONValue {
        switch self {
        case .string(let format, let minLength, let maxLength, let pattern):
            var members: [String: JSONValue] = ["type": .string("string")]
            if let format { members["format"] = .string(format) }
            if let minLength { members["minLength"] = .integer(Int64(minLength)) }
            if let maxLength { members["maxLength"] = .integer(Int64(maxLength)) }
            if let pattern { members["pattern"] = .string(pattern) }
            return .object(members)
        case .enumeration(let values):
            return .object(["type": .string("string"), "enum": .array(values.map(JSONValue.string))])
        case .integer(let range):
            var members: [String: JSONValue] = ["type": .string("integer")]
            if let range {
                members["minimum"] = .integer(Int64(range.lowerBound))
                members["maximum"] = .integer(Int64(range.upperBound))
            }
            return .object(members)
        case .boolean: return .object(["type": .string("boolean")])
        case .array(let element, let maxItems):
            var members: [String: JSONValue] = ["type": .string("array"), "items": element.json]
            if let maxItems { members["maxItems"] = .integer(Int64(maxItems)) }
            return .object(members)
        case .map(let value):
            return .object(["type": .string("object"), "additionalProperties": value.json])
        case .object(let properties, let alternatives): return Self.json(properties, alternatives)
        case .anyObject: return .object(["type": .string("object")])
        case .nullable(let schema): return schema.nullableJSON
        case .named(let name, _): return .object(["$ref": .string("#/components/schemas/\(name)")])
        }
    }

    private var nullableJSON: JSONValue {
        guard case .object(var members) = json, case .string(let type) = members["type"] else {
            return .object(["anyOf": .array([json, .object(["type": .string("null")])])])
        }
        members["type"] = .array([.string(type), .string("null")])
        return .object(members)
    }

    private static func json(_ properties: [Property], _ alternatives: [String]) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for property in properties {
            members[property.name] = property.json
        }
        let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
        var schema: [String: JSONValue] = ["type": .string("object"), "properties": .object(members)]
        if !required.isEmpty { schema["required"] = .array(required) }
        if !alternatives.isEmpty {
            schema["oneOf"] = .array(alternatives.map { ["required": [.string($0)]] })
        }
        return .object(schema)
    }
}

extension Schema.Property {
    var json: JSONValue {
        guard case .object(var members) = schema.json else { return schema.json }
        if let description { members["description"] = .string(description) }
        if let example { members["examples"] = .array([example]) }
        if isWriteOnly { members["writeOnly"] = .boolean(true) }
        return .object(members)
    }
}
