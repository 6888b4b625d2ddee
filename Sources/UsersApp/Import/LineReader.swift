import Glibc

/// Reads the lines of a descriptor in pieces, so that a file of any size takes the same memory.
struct LineReader: ~Copyable {
    /// A line without its end.
    enum Line {
        case bytes([UInt8])
        /// One of more than `maximumLength`, which was passed over.
        case tooLong
    }

    /// The longest line, in bytes.
    static let maximumLength = 64 << 10
    private static let pieceLength = 256 << 10

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var position = 0
    private var hasEnded = false

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// The next line; nil after the last one, which may lack its end.
    ///
    /// - Throws: `Failure.unavailable` when the file can't be read.
    mutating func next() throws(Failure) -> Line? {
        var isTooLong = false
        while true {
            if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { position = end + 1 }
                return line(upTo: end, isTooLong)
            }
            if hasEnded {
                defer { position = buffer.count }
                return position < buffer.count || isTooLong ? line(upTo: buffer.count, isTooLong) : nil
            }
            if buffer.count - position > Self.maximumLength {
                isTooLong = true
                position = buffer.count
            }
            try readOn()
        }
    }

    private func line(upTo end: Int, _ isTooLong: Bool) -> Line {
        isTooLong || end - position > Self.maximumLength ? .tooLong : .bytes(Array(buffer[position..<end]))
    }

    private mutating func readOn() throws(Failure) {
        buffer.removeFirst(position)
        position = 0
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.pieceLength))
        var count: Int
        repeat {
            count = buffer.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress?.advanced(by: start), Self.pieceLength)
            }
        } while count < 0 && errno == EINTR
        let reason = errno
        buffer.removeLast(Self.pieceLength - max(count, 0))
        if count < 0 { throw .unavailable("the file can't be read: \(String(cString: strerror(reason)))") }
        hasEnded = count == 0
    }
}
