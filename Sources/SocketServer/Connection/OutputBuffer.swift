/// Bytes that the socket did not take yet; holds no memory while empty.
struct OutputBuffer {
    private(set) var bytes: [UInt8] = []
    private(set) var start = 0

    var isEmpty: Bool { start == bytes.count }
    var count: Int { bytes.count - start }

    mutating func append(_ more: ArraySlice<UInt8>) {
        bytes.append(contentsOf: more)
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
