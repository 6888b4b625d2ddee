import CJansson

extension JSONValue {
    /// The deepest nesting of arrays and objects that is read.
    static let maximumDepth = 64

    /// Parses JSON in UTF-8, strictly; of duplicate keys the last wins.
    ///
    /// - Throws: `JSONParsingError` for everything that RFC 8259 does not allow, nesting beyond `maximumDepth`, and numbers
    ///   that neither 64 bits nor a double can hold.
    init(parsing bytes: [UInt8]) throws(JSONParsingError) {
        // RFC 8259 allows it nowhere, but jansson overlooks one that follows a number or a name.
        if let place = bytes.firstIndex(of: 0) { throw .malformed(bytes, at: place) }
        var error = json_error_t()
        let flags = Int(JSON_DECODE_ANY) | Int(JSON_ALLOW_NUL)
        let root = bytes.withUnsafeBytes { buffer in
            json_loadb(buffer.baseAddress, buffer.count, flags, &error)
        }
        guard let root else {
            // Strings may hold U+0000 with JSON_ALLOW_NUL, keys never.
            if json_error_code(&error) == json_error_null_byte_in_key { throw .nullCharacterInKey }
            throw .malformed(line: Int(error.line), column: Int(error.column))
        }
        defer { json_decref(root) }
        self = try Self.value(root, depth: 0)
    }

    private static func value(
        _ json: UnsafeMutablePointer<json_t>, depth: Int
    ) throws(JSONParsingError) -> JSONValue {
        switch json.pointee.type {
        case JSON_OBJECT: return .object(try members(json, depth: depth))
        case JSON_ARRAY:
            guard depth < maximumDepth else { throw .tooDeep }
            var elements: [JSONValue] = []
            elements.reserveCapacity(json_array_size(json))
            for index in 0..<json_array_size(json) {
                if let element = json_array_get(json, index) { elements.append(try value(element, depth: depth + 1)) }
            }
            return .array(elements)
        case JSON_STRING:
            guard let bytes = json_string_value(json) else { return .string("") }
            let buffer = UnsafeRawBufferPointer(start: bytes, count: json_string_length(json))
            return .string(String(decoding: buffer, as: UTF8.self))
        case JSON_INTEGER: return .integer(json_integer_value(json))
        case JSON_REAL: return .number(json_real_value(json))
        case JSON_TRUE: return .boolean(true)
        case JSON_FALSE: return .boolean(false)
        default: return .null
        }
    }

    private static func members(
        _ json: UnsafeMutablePointer<json_t>, depth: Int
    ) throws(JSONParsingError) -> [String: JSONValue] {
        guard depth < maximumDepth else { throw .tooDeep }
        var members: [String: JSONValue] = [:]
        members.reserveCapacity(json_object_size(json))
        var iterator = json_object_iter(json)
        while let current = iterator {
            if let key = json_object_iter_key(current), let member = json_object_iter_value(current) {
                members[String(cString: key)] = try value(member, depth: depth + 1)
            }
            iterator = json_object_iter_next(json, current)
        }
        return members
    }
}
