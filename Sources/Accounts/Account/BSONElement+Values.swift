import DocumentStore

/// Typed access to an element's value, for documents whose schema is known.
extension BSONElement {
    func string() throws(BSONError) -> String {
        guard case .string(let string) = value else { throw .unexpectedValue(field: name) }
        return string
    }

    func optionalString() throws(BSONError) -> String? {
        if case .null = value { return nil }
        return try string()
    }

    func bool() throws(BSONError) -> Bool {
        guard case .bool(let bool) = value else { throw .unexpectedValue(field: name) }
        return bool
    }

    func integer() throws(BSONError) -> Int64 {
        guard let integer = value.intValue else { throw .unexpectedValue(field: name) }
        return integer
    }

    func instant() throws(BSONError) -> Instant {
        guard case .dateTime(let instant) = value else { throw .unexpectedValue(field: name) }
        return instant
    }

    func objectID() throws(BSONError) -> ObjectID {
        guard case .objectID(let id) = value else { throw .unexpectedValue(field: name) }
        return id
    }

    func bytes() throws(BSONError) -> [UInt8] {
        guard case .binary(let binary) = value else { throw .unexpectedValue(field: name) }
        return binary.bytes
    }

    func strings() throws(BSONError) -> [String] {
        guard case .array(let values) = value else { throw .unexpectedValue(field: name) }
        var strings: [String] = []
        strings.reserveCapacity(values.count)
        for value in values {
            guard case .string(let string) = value else { throw .unexpectedValue(field: name) }
            strings.append(string)
        }
        return strings
    }

    func documents() throws(BSONError) -> [BSONDocument] {
        guard case .array(let values) = value else { throw .unexpectedValue(field: name) }
        var documents: [BSONDocument] = []
        documents.reserveCapacity(values.count)
        for value in values {
            guard case .document(let document) = value else { throw .unexpectedValue(field: name) }
            documents.append(document)
        }
        return documents
    }

    func objectIDs() throws(BSONError) -> [ObjectID] {
        guard case .array(let values) = value else { throw .unexpectedValue(field: name) }
        var ids: [ObjectID] = []
        for value in values {
            guard case .objectID(let id) = value else { throw .unexpectedValue(field: name) }
            ids.append(id)
        }
        return ids
    }

    func stringMap() throws(BSONError) -> [String: String] {
        guard case .document(let document) = value else { throw .unexpectedValue(field: name) }
        var map: [String: String] = [:]
        for element in document {
            map[element.name] = try element.string()
        }
        return map
    }
}
