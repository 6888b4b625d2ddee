import CLinux
import Glibc

/// What a call of `accept4` brought.
enum Accepted {
    case socket(Int32, PeerAddress)
    /// Nobody else is waiting.
    case nobody
    /// The client went away again; try the next.
    case gone
    /// Descriptors or memory are used up: wait before the next try (`accept(2)`).
    case exhausted(errno: Int32)

    /// Takes the next client off the listener's queue.
    init(from listener: borrowing Descriptor) {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let socket = withUnsafeMutableBytes(of: &storage) { bytes in
            accept4(listener.raw, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length, flags)
        }
        if socket >= 0 {
            self = .socket(socket, PeerAddress(storage))
            return
        }
        switch errno {
        case EAGAIN: self = .nobody
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: self = .exhausted(errno: errno)
        // A closed listener, a programmer's error, must not spin either.
        case EBADF, EINVAL, ENOTSOCK, EFAULT: self = .exhausted(errno: errno)
        default: self = .gone
        }
    }
}
