import Glibc

/// An open file descriptor, closed when it goes.
struct Descriptor: ~Copyable {
    let number: Int32

    /// Throws the `errno` of the call that gave `number` when that is negative.
    init(_ number: Int32) throws(SystemError) {
        guard number >= 0 else { throw SystemError(code: errno) }
        self.number = number
    }

    deinit {
        close(number)
    }
}
