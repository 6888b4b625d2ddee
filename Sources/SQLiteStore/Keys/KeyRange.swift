import DocumentStore

/// A part of an index: keys from `lower` on, below `upper`.
struct KeyRange {
    var lower: [UInt8]
    var upper: [UInt8]

    /// All keys that begin with `beginning`.
    init(beginning: [UInt8]) {
        lower = beginning
        // No key's first byte is 255, so there always is a byte to raise, or the range is the whole index.
        var upper = beginning
        while upper.last == 0xFF { upper.removeLast() }
        if let last = upper.popLast() { upper.append(last + 1) } else { upper = [0xFF] }
        self.upper = upper
    }

    /// The strings that begin with `prefix`.
    init(stringsWithPrefix prefix: String) {
        var encoder = KeyEncoder()
        encoder.append(beginning: prefix)
        self.init(beginning: encoder.bytes)
    }

    /// The dates before `instant`.
    init(datesBefore instant: BSONDateTime) {
        lower = [KeyType.dateTime.rawValue]
        upper = KeyEncoder.key(.dateTime(instant))
    }

    /// What `query` selects, its filters and cursor left aside.
    init(selectedBy query: PageQuery) {
        let beginning = KeyEncoder.key(query.prefix)
        self.init(beginning: beginning)
        for bound in [query.lowerBound, query.upperBound] {
            guard let bracket = bound.map({ KeyType($0).bracket }) else { continue }
            narrow(from: beginning + [bracket.lower], below: beginning + [bracket.upper])
        }
        if let bound = query.lowerBound { narrow(from: beginning + KeyEncoder.key(bound), below: upper) }
        if let bound = query.upperBound { narrow(from: lower, below: beginning + KeyEncoder.key(bound)) }
    }

    /// What `query` selects from its cursor on.
    init(_ query: PageQuery) {
        self.init(selectedBy: query)
        guard let cursor = query.after else { return }
        let position = KeyEncoder.key(cursor.key + [cursor.id])
        switch query.order {
        // No key begins with another one, so a byte more is the next position.
        case .ascending: narrow(from: position + [0], below: upper)
        case .descending: narrow(from: lower, below: position)
        }
    }

    /// True when `key` is in the range.
    func contains(_ key: [UInt8]) -> Bool {
        !key.lexicographicallyPrecedes(lower) && key.lexicographicallyPrecedes(upper)
    }

    private mutating func narrow(from lower: [UInt8], below upper: [UInt8]) {
        if self.lower.lexicographicallyPrecedes(lower) { self.lower = lower }
        if upper.lexicographicallyPrecedes(self.upper) { self.upper = upper }
    }
}
