/// Bytes that were received and not yet used; holds no memory while empty.
struct InputBuffer {
    private(set) var bytes: [UInt8] = []
    private(set) var start = 0

    var isEmpty: Bool { start == bytes.count }
    var count: Int { bytes.count - start }

    mutating func append(_ span: Span<UInt8>) {
        guard !span.isEmpty else { return }
        if start > 0 {
            bytes.removeFirst(start)
            start = 0
        }
        span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    mutating func consume(_ count: Int) {
        start += count
        if isEmpty { removeAll() }
    }

    mutating func removeAll() {
        bytes = []
        start = 0
    }
}
