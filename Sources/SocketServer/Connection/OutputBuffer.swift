/// Bytes that the socket did not take yet, or was not asked to; holds no memory while empty.
struct OutputBuffer {
    private(set) var bytes: [UInt8] = []
    private(set) var start = 0
    /// Whether the bytes wait for more that goes with them, rather than for the socket.
    private(set) var isHeld = false

    var isEmpty: Bool { start == bytes.count }
    var count: Int { bytes.count - start }

    mutating func append(_ more: ArraySlice<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Keeps bytes back for one call with those that follow; nothing may be waiting for the socket.
    mutating func hold(_ more: [UInt8], capacity: Int) {
        if bytes.isEmpty { bytes.reserveCapacity(capacity) }
        bytes.append(contentsOf: more)
        isHeld = true
    }

    /// Puts the bytes that were kept back before those of an array, and keeps none.
    mutating func release(before array: inout [UInt8]) {
        bytes.append(contentsOf: array)
        array = bytes
        bytes = []
        isHeld = false
    }

    /// Takes an array over without copying it, all but its first `count` bytes, where nothing is waiting before it.
    mutating func adopt(_ array: [UInt8], droppingFirst count: Int) {
        if isEmpty {
            bytes = array
            start = count
        } else {
            append(array[count...])
        }
    }

    mutating func consume(_ count: Int) {
        start += count
        if isEmpty {
            bytes = []
            start = 0
        }
    }
}
