/// Walks the elements of a comma-separated field value, without their surrounding whitespace (RFC 9110 §5.6.1).
struct ListElements {
    private var position = 0
    private var isOver = false

    /// The next element, which may be empty; nil after the last.
    mutating func next(_ value: Span<UInt8>) -> Range<Int>? {
        guard !isOver else { return nil }
        var start = position
        while position < value.count, value[position] != ByteClass.comma { position += 1 }
        var end = position
        if position < value.count {
            position += 1
        } else {
            isOver = true
        }
        while start < end, Self.isWhitespace(value[start]) { start += 1 }
        while end > start, Self.isWhitespace(value[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == ByteClass.space || byte == ByteClass.tab
    }
}
