import DocumentStore

/// Appending what is there: absent values leave no field behind.
extension BSONDocument {
    mutating func append(_ name: String, string: String?) {
        if let string { append(name, .string(string)) }
    }

    mutating func append(_ name: String, instant: Instant?) {
        if let instant { append(name, .dateTime(instant)) }
    }

    mutating func append(_ name: String, strings: [String]) {
        if !strings.isEmpty { append(name, .array(strings.map(BSONValue.string))) }
    }
}
