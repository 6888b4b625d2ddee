import Glibc

/// The buffer that all connections of a loop read into, one after the other.
final class ReadBuffer {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    /// Whether somebody looks at what was read; until that is over nothing else may be.
    private(set) var isLent = false

    init(capacity: Int = 65536) {
        bytes = .allocate(capacity: capacity)
        bytes.initialize(repeating: 0)
    }

    deinit {
        bytes.deallocate()
    }

    var capacity: Int { bytes.count }

    /// Reads what a socket has; the count is that of `recv(2)`, 0 at the end and -1 for an error.
    func receive(from socket: borrowing Descriptor) -> Int {
        precondition(!isLent)
        return recv(socket.raw, bytes.baseAddress, bytes.count, 0)
    }

    /// Reads what a client has sent encrypted.
    func receive(from session: TLSSession) -> TLSSession.Input {
        precondition(!isLent)
        return session.read(into: UnsafeMutableRawBufferPointer(bytes))
    }

    /// Lends the first `count` bytes.
    func withSpan<Result>(_ count: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        isLent = true
        defer { isLent = false }
        return body(bytes.span.extracting(0..<count))
    }
}
