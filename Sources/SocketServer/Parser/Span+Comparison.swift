extension Span<UInt8> {
    /// Whether these bytes are `text` but for the case of ASCII letters; `text` is in lower case.
    @inline(__always)
    func isEqual(to text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { expected in
            for index in indices where ByteClass.lowercased(self[index]) != expected[index] { return false }
            return true
        }
    }

    /// Whether these bytes are `text`, in its case.
    @inline(__always)
    func isExactly(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { expected in
            for index in indices where self[index] != expected[index] { return false }
            return true
        }
    }
}

extension [UInt8] {
    /// Copies the bytes of a span.
    init(_ span: Span<UInt8>) {
        self = span.withUnsafeBufferPointer { Array($0) }
    }
}
