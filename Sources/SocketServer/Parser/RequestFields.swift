import HTTPTypes

/// A request's header fields: the bytes of its head, of which only what is asked for becomes a string.
public struct RequestFields: Sendable {
    private let head: [UInt8]
    private let ranges: [FieldRange]

    init(head: [UInt8], ranges: [FieldRange]) {
        self.head = head
        self.ranges = ranges
    }

    /// Makes the fields of a request that did not come through a socket.
    public init(_ fields: [(name: String, value: String)] = []) {
        var head: [UInt8] = []
        var ranges: [FieldRange] = []
        for field in fields {
            let nameStart = head.count
            head.append(contentsOf: field.name.utf8)
            let valueStart = head.count
            head.append(contentsOf: field.value.utf8)
            ranges.append(FieldRange(name: nameStart..<valueStart, value: valueStart..<head.count))
        }
        self.init(head: head, ranges: ranges)
    }

    /// The field's value; where the field occurs several times, its values joined by `, ` (RFC 9110 §5.3).
    public subscript(name: HTTPField.Name) -> String? {
        var value: String?
        for range in ranges where isNamed(name, range) {
            let next = string(range.value)
            value = value.map { $0 + ", " + next } ?? next
        }
        return value
    }

    /// The values of all fields of the name, in their order.
    public func values(of name: HTTPField.Name) -> [String] {
        var values: [String] = []
        for range in ranges where isNamed(name, range) { values.append(string(range.value)) }
        return values
    }

    /// Whether a field of the name is there.
    public func contains(_ name: HTTPField.Name) -> Bool {
        ranges.contains { isNamed(name, $0) }
    }

    private func isNamed(_ name: HTTPField.Name, _ range: FieldRange) -> Bool {
        var expected = name.canonicalName
        guard expected.utf8.count == range.name.count else { return false }
        return expected.withUTF8 { expected in
            var position = range.name.lowerBound
            for byte in expected {
                guard ByteClass.lowercased(head[position]) == byte else { return false }
                position += 1
            }
            return true
        }
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: head[range], as: UTF8.self)
    }
}

extension RequestFields: Sequence {
    /// Walks the fields in the order in which they came.
    public struct Iterator: IteratorProtocol {
        private let fields: RequestFields
        private var index = 0

        init(_ fields: RequestFields) {
            self.fields = fields
        }

        /// The next field, its name as it was written.
        public mutating func next() -> (name: String, value: String)? {
            guard index < fields.ranges.count else { return nil }
            let range = fields.ranges[index]
            index += 1
            return (fields.string(range.name), fields.string(range.value))
        }
    }

    /// Starts a walk.
    public func makeIterator() -> Iterator { Iterator(self) }
}
