import Glibc

/// Counts request heads in a stream by the empty line that ends each, wherever the stream is cut.
struct RequestCounter {
    /// How many bytes of CR LF CR LF the stream ends with.
    private var matched = 0

    /// Takes the next bytes of the stream and answers how many heads end in them.
    mutating func count(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        var heads = 0
        var index = 0
        while index < bytes.count {
            // memchr takes a vector of bytes at a time, which a state machine over each byte does not.
            if matched == 0 {
                guard let found = memchr(start + index, 13, bytes.count - index) else { break }
                index = UnsafeRawPointer(found) - start + 1
                matched = 1
                continue
            }
            switch (matched, bytes[index]) {
            case (1, 10), (2, 13): matched += 1
            case (3, 10):
                heads += 1
                matched = 0
            case (_, 13): matched = 1
            default: matched = 0
            }
            index += 1
        }
        return heads
    }
}
