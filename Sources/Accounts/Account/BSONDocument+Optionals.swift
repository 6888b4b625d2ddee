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

    /// Appends a map, also one that is empty, in the order of its keys.
    mutating func append(_ name: String, strings: [String: String]) {
        var pairs = BSONDocument()
        for (key, value) in strings.sorted(by: { $0.key < $1.key }) {
            pairs.append(key, .string(value))
        }
        append(name, .document(pairs))
    }
}
